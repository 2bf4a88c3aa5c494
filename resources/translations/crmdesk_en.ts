<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AddressEditor</name>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>At most %n character.</numerusform>
            <numerusform>At most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkPanel</name>
    <message numerus="yes">
        <source>Change %n</source>
        <translation>
            <numerusform>Change %n</numerusform>
            <numerusform>Change %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n</source>
        <translation>
            <numerusform>Delete %n</numerusform>
            <numerusform>Delete %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %n tasks</source>
        <translation>
            <numerusform>Make %n task</numerusform>
            <numerusform>Make %n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Plan %n visits</source>
        <translation>
            <numerusform>Plan %n visit</numerusform>
            <numerusform>Plan %n visits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message numerus="yes">
        <source>Due for a visit, %n days over</source>
        <translation>
            <numerusform>Due for a visit, %n day over</numerusform>
            <numerusform>Due for a visit, %n days over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>%n stay: gone or locked meanwhile</source>
        <translation>
            <numerusform>%n stays: gone or locked meanwhile</numerusform>
            <numerusform>%n stay: gone or locked meanwhile</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisputeView</name>
    <message numerus="yes">
        <source>Do the same for %n others of this kind ({0})</source>
        <translation>
            <numerusform>Do the same for %n other of this kind ({0})</numerusform>
            <numerusform>Do the same for %n others of this kind ({0})</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueVisits</name>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>last seen {0}, every day</numerusform>
            <numerusform>last seen {0}, every %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days over</source>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts settled</source>
        <translation>
            <numerusform>%n conflict settled</numerusform>
            <numerusform>%n conflicts settled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused edits saved to {0}</source>
        <translation>
            <numerusform>%n refused edit saved to {0}</numerusform>
            <numerusform>%n refused edits saved to {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message numerus="yes">
        <source>%n customers in view. Arrow keys move, plus and minus zoom.</source>
        <translation>
            <numerusform>%n customer in view. Arrow keys move, plus and minus zoom.</numerusform>
            <numerusform>%n customers in view. Arrow keys move, plus and minus zoom.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoneyEditor</name>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>At most %n digit after the point.</numerusform>
            <numerusform>At most %n digits after the point.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>At most %n digit after the point.</numerusform>
            <numerusform>At most %n digits after the point.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpportunityPage</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderBar</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetEditor</name>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>At most %n character.</numerusform>
            <numerusform>At most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StageColumn</name>
    <message numerus="yes">
        <source>%n opportunities</source>
        <translation>
            <numerusform>%n opportunity</numerusform>
            <numerusform>%n opportunities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncLight</name>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes waiting</source>
        <translation>
            <numerusform>%n change waiting</numerusform>
            <numerusform>%n changes waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>At most %n character.</numerusform>
            <numerusform>At most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message numerus="yes">
        <source>%n visits</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls and meetings</source>
        <translation>
            <numerusform>%n call or meeting</numerusform>
            <numerusform>%n calls and meetings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days without a word</source>
        <translation>
            <numerusform>%n day without a word</numerusform>
            <numerusform>%n days without a word</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>last seen {0}, every day</numerusform>
            <numerusform>last seen {0}, every %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days over</source>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message numerus="yes">
        <source>%n edit(s) are in the file. It can be read by whoever has it.</source>
        <translation>
            <numerusform>%n edit is in the file. It can be read by whoever has it.</numerusform>
            <numerusform>%n edits are in the file. It can be read by whoever has it.</numerusform>
        </translation>
    </message>
</context>
</TS>