<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AccountPage</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet. Add the people you talk to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished">타임라인</translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last visit {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivitiesPage</name>
    <message>
        <source>Activities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddressEditor</name>
    <message>
        <source>Street</source>
        <translation>도로명 주소</translation>
    </message>
    <message>
        <source>City</source>
        <translation>시/군/구</translation>
    </message>
    <message>
        <source>State or region</source>
        <translation>시/도</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>우편번호</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>국가</translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>최대 %n자까지 쓸 수 있습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Not a date: {0}. Write it like 2026-11-21.</source>
        <translation>날짜가 아닙니다: {0}. 2026-11-21처럼 입력하세요.</translation>
    </message>
    <message>
        <source>Not an amount: {0}</source>
        <translation>금액이 아닙니다: {0}</translation>
    </message>
    <message>
        <source>Not a number: {0}</source>
        <translation>숫자가 아닙니다: {0}</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
</context>
<context>
    <name>ConditionForm</name>
    <message>
        <source>from</source>
        <translation>부터</translation>
    </message>
    <message>
        <source>until</source>
        <translation>까지</translation>
    </message>
    <message>
        <source>on</source>
        <translation>당일</translation>
    </message>
    <message>
        <source>is</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>같지 않음</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>포함</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>조건</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>비어 있지 않음</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>필수 항목입니다.</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished">타임라인</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No telephone number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>List</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
</context>
<context>
    <name>DayLine</name>
    <message>
        <source>Open the calendar</source>
        <translation>달력 열기</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>YYYY-MM-DD</translation>
    </message>
    <message>
        <source>Not a date: {0}. Write it like 2026-11-21.</source>
        <translation>날짜가 아닙니다: {0}. 2026-11-21처럼 입력하세요.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong: {0}. What was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>This is needed.</source>
        <translation>필수 항목입니다.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>이 목록 필터</translation>
    </message>
    <message>
        <source>Filter this list  /</source>
        <translation>이 목록 필터  /</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>조건 추가</translation>
    </message>
    <message>
        <source>{0} is empty</source>
        <translation>{0} 비어 있음</translation>
    </message>
    <message>
        <source>{0} is not empty</source>
        <translation>{0} 비어 있지 않음</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>조건 제거</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>needed</source>
        <translation>필수</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>Close the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save  Ctrl+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record was deleted meanwhile. Copy what you still need.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstantEditor</name>
    <message>
        <source>Time of {0}</source>
        <translation>{0} 시각</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>14:30</source>
        <translation>14:30</translation>
    </message>
    <message>
        <source>The day is missing.</source>
        <translation>날짜가 없습니다.</translation>
    </message>
    <message>
        <source>Not a time: {0}. Write it like 14:30.</source>
        <translation>시각이 아닙니다: {0}. 14:30처럼 입력하세요.</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Changes not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>New: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Nothing matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry of this list fits the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet. This list is kept at the centre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet. What you add is saved on this laptop and goes out with the next sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n records deleted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Open the account</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LongTextEditor</name>
    <message>
        <source>At most 64 KB of text.</source>
        <translation>본문은 최대 64KB입니다.</translation>
    </message>
</context>
<context>
    <name>LostReasonBar</name>
    <message>
        <source>Why was it lost?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without a reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Search everything</source>
        <translation>전체 검색</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>셀 편집</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>레코드 열기</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>목록 필터</translation>
    </message>
    <message>
        <source>Leave, go back</source>
        <translation>나가기, 뒤로</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>공통</translation>
    </message>
    <message>
        <source>Search everything  Ctrl+K</source>
        <translation>전체 검색  Ctrl+K</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>메뉴</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
</context>
<context>
    <name>MoneyEditor</name>
    <message>
        <source>Currency of {0}</source>
        <translation>{0} 통화</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>통화</translation>
    </message>
    <message>
        <source>Not an amount: {0}</source>
        <translation>금액이 아닙니다: {0}</translation>
    </message>
    <message>
        <source>{0} has no digits after the point.</source>
        <translation>{0}에는 소수점 이하 자리가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>소수점 이하 최대 %n자리입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>{0} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>This amount is too large.</source>
        <translation>금액이 너무 큽니다.</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Not a number: {0}</source>
        <translation>숫자가 아닙니다: {0}</translation>
    </message>
    <message>
        <source>Whole numbers only.</source>
        <translation>정수만 입력할 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>소수점 이하 최대 %n자리입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>{0} 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>At most {0}.</source>
        <translation>{0} 이하여야 합니다.</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>숫자가 너무 큽니다.</translation>
    </message>
</context>
<context>
    <name>OpportunityPage</name>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished">타임라인</translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No products yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet. Name the people who decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. What brings this forward?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{0} discount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageHead</name>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
</context>
<context>
    <name>QuickActions</name>
    <message>
        <source>Visit now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visit created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Changed by somebody else meanwhile. Saving keeps yours.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordLookup</name>
    <message>
        <source>(not on this laptop)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Edit  Ctrl+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This record is not here any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted, or moved out of what you see. What you saved in it before was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>Type to search</source>
        <translation>입력하여 검색</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>목록에서 하나를 고르세요.</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search everything</source>
        <translation>전체 검색</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>검색 결과</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”</source>
        <translation>“{0}”에 대한 결과가 없습니다</translation>
    </message>
</context>
<context>
    <name>SearchWiring</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetEditor</name>
    <message>
        <source>Type to search</source>
        <translation>입력하여 검색</translation>
    </message>
    <message>
        <source>Type and press Enter</source>
        <translation>입력하고 Enter를 누르세요</translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>최대 %n자까지 쓸 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Stages</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>current</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>지남</translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>이후</translation>
    </message>
</context>
<context>
    <name>SyncLight</name>
    <message>
        <source>Synchronisation: {0}</source>
        <translation>동기화: {0}</translation>
    </message>
    <message>
        <source>{0}. Click for what waits and what was exchanged.</source>
        <translation>{0}. 클릭하면 대기 중인 변경과 주고받은 내용을 볼 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n건 확인 필요</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline, {0}</source>
        <translation>오프라인, {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n changes waiting</source>
        <translation>
            <numerusform>변경 %n건 대기 중</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>동기화 중…</translation>
    </message>
    <message>
        <source>Syncing {0} of {1}</source>
        <translation>동기화 중 {0}/{1}</translation>
    </message>
    <message>
        <source>Synced {0}</source>
        <translation>{0} 동기화됨</translation>
    </message>
    <message>
        <source>Sign in to sync</source>
        <translation>로그인하여 동기화</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>아직 동기화하지 않음</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>최대 %n자까지 쓸 수 있습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this notice</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Name of the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the view under this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose or save a view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changes of the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a new view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Activities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished">실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished">다시 실행</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>내일</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
</context>
<context>
    <name>happenings</name>
    <message>
        <source>No date</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>views</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished">열기</translation>
    </message>
</context>
</TS>
