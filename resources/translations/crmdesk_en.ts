<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
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
    <name>AsOfView</name>
    <message numerus="yes">
        <source>%n of its contacts were known already.</source>
        <translation>
            <numerusform>%n of its contacts was known already.</numerusform>
            <numerusform>%n of its contacts were known already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more that belong to it are not shown.</source>
        <translation>
            <numerusform>%n more that belongs to it is not shown.</numerusform>
            <numerusform>%n more that belong to it are not shown.</numerusform>
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
    <name>CheckStep</name>
    <message numerus="yes">
        <source>Import %n records</source>
        <translation>
            <numerusform>Import %n record</numerusform>
            <numerusform>Import %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts that are not here yet will be created: {0}.</source>
        <translation>
            <numerusform>%n account that is not here yet will be created: {0}.</numerusform>
            <numerusform>%n accounts that are not here yet will be created: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n meetings repeat; each comes in once, at its first time.</source>
        <translation>
            <numerusform>%n meeting repeats; it comes in once, at its first time.</numerusform>
            <numerusform>%n meetings repeat; each comes in once, at its first time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names that nothing here has are left empty.</source>
        <translation>
            <numerusform>%n name that nothing here has is left empty.</numerusform>
            <numerusform>%n names that nothing here has are left empty.</numerusform>
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
    <name>FileStep</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>%n updated</numerusform>
            <numerusform>%n updated</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>%n field</numerusform>
            <numerusform>%n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message numerus="yes">
        <source>%n files of other kinds were left aside</source>
        <translation>
            <numerusform>%n file of another kind was left aside</numerusform>
            <numerusform>%n files of other kinds were left aside</numerusform>
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
    <name>KnownStep</name>
    <message numerus="yes">
        <source>%n records in the file seem to be here already, or earlier in the file.</source>
        <translation>
            <numerusform>%n record in the file seems to be here already, or earlier in the file.</numerusform>
            <numerusform>%n records in the file seem to be here already, or earlier in the file.</numerusform>
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
    <name>PreviewStep</name>
    <message numerus="yes">
        <source>%n of the first {0} rows do not fit the columns. Is the delimiter right?</source>
        <translation>
            <numerusform>%n of the first {0} rows does not fit the columns. Is the delimiter right?</numerusform>
            <numerusform>%n of the first {0} rows do not fit the columns. Is the delimiter right?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RejectsCard</name>
    <message numerus="yes">
        <source>%n rows saved. Correct them and import that file.</source>
        <translation>
            <numerusform>%n row saved. Correct it and import that file.</numerusform>
            <numerusform>%n rows saved. Correct them and import that file.</numerusform>
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
    <name>ResultStep</name>
    <message numerus="yes">
        <source>%n accounts were created with it.</source>
        <translation>
            <numerusform>%n account was created with it.</numerusform>
            <numerusform>%n accounts were created with it.</numerusform>
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
    <name>StorageCard</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
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
