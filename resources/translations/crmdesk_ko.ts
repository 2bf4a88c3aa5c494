<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>About CRMDesk</source>
        <translation>CRMDesk 정보</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>문의용 정보 복사</translation>
    </message>
    <message>
        <source>Licences of the libraries</source>
        <translation>라이브러리 라이선스</translation>
    </message>
    <message>
        <source>Hide licences</source>
        <translation>라이선스 숨기기</translation>
    </message>
    <message>
        <source>Copied. It names no person and no customer.</source>
        <translation>복사했습니다. 사람이나 거래처 이름은 들어 있지 않습니다.</translation>
    </message>
</context>
<context>
    <name>AcceptBar</name>
    <message>
        <source>Does this win the opportunity?</source>
        <translation>영업 기회도 수주로 처리하시겠습니까?</translation>
    </message>
    <message>
        <source>{0} closes as won, for {1}.</source>
        <translation>{0} 영업 기회가 {1}에 수주로 마감됩니다.</translation>
    </message>
    <message>
        <source>Accepted and won</source>
        <translation>승인 및 수주</translation>
    </message>
    <message>
        <source>Only accepted</source>
        <translation>승인만</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Brief</source>
        <translation>브리핑</translation>
    </message>
    <message>
        <source>Pre-visit brief  Ctrl+Shift+P</source>
        <translation>방문 전 브리핑  Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>연락처 추가</translation>
    </message>
    <message>
        <source>Add a quote</source>
        <translation>견적서 추가</translation>
    </message>
    <message>
        <source>About</source>
        <translation>기본 정보</translation>
    </message>
    <message>
        <source>Nobody yet. Add the people you talk to.</source>
        <translation>아직 없습니다. 만나는 사람을 추가하세요.</translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation>진행 중인 영업 기회가 없습니다.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>아직 활동이 없습니다. 방문을 계획하거나 통화를 기록하세요.</translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation>진행 중인 영업 기회</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>방문 기록 없음</translation>
    </message>
    <message>
        <source>last visit {0}</source>
        <translation>최근 방문 {0}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>{0} 마감</translation>
    </message>
</context>
<context>
    <name>ActivitiesPage</name>
    <message>
        <source>Activities</source>
        <translation>활동</translation>
    </message>
    <message>
        <source>Kind of activity</source>
        <translation>활동 종류</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>새 {0}</translation>
    </message>
    <message>
        <source>Mark as completed</source>
        <translation>완료로 표시</translation>
    </message>
    <message>
        <source>Task completed</source>
        <translation>할 일 완료됨</translation>
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
    <name>AlsoCalled</name>
    <message>
        <source>Dark mode; Night mode</source>
        <translation>다크 모드; 야간 모드</translation>
    </message>
    <message>
        <source>Light mode; Day mode</source>
        <translation>라이트 모드; 주간 모드</translation>
    </message>
    <message>
        <source>Preferences; Options</source>
        <translation>환경설정; 옵션</translation>
    </message>
    <message>
        <source>Refresh; Synchronise; Upload</source>
        <translation>새로고침; 동기화; 업로드</translation>
    </message>
    <message>
        <source>Connection; Offline</source>
        <translation>연결; 오프라인</translation>
    </message>
    <message>
        <source>Check in; Visit report</source>
        <translation>체크인; 방문 보고서</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>메모하기</translation>
    </message>
    <message>
        <source>New customer; New company; Add account</source>
        <translation>신규 고객; 새 회사; 거래처 추가</translation>
    </message>
    <message>
        <source>New person; Add contact</source>
        <translation>새 사람; 담당자 추가; 연락처 추가</translation>
    </message>
    <message>
        <source>New deal; New sale; Add opportunity</source>
        <translation>새 딜; 새 거래; 영업 기회 추가</translation>
    </message>
    <message>
        <source>New prospect; Add lead</source>
        <translation>잠재 고객 추가; 리드 추가</translation>
    </message>
    <message>
        <source>To-do; Add task</source>
        <translation>할 일 추가; 투두</translation>
    </message>
    <message>
        <source>New offer; Estimate</source>
        <translation>견적서 작성; 새 제안</translation>
    </message>
    <message>
        <source>Home; Dashboard</source>
        <translation>홈; 대시보드</translation>
    </message>
    <message>
        <source>Schedule; Appointments</source>
        <translation>일정; 약속; 스케줄</translation>
    </message>
    <message>
        <source>Customers; Companies</source>
        <translation>고객; 회사</translation>
    </message>
    <message>
        <source>People; Address book</source>
        <translation>사람; 주소록; 연락처</translation>
    </message>
    <message>
        <source>Deals; Sales; Pipeline</source>
        <translation>딜; 영업; 파이프라인</translation>
    </message>
    <message>
        <source>Offers; Estimates</source>
        <translation>제안; 견적서</translation>
    </message>
    <message>
        <source>Route; Directions</source>
        <translation>동선; 경로; 길찾기</translation>
    </message>
    <message>
        <source>Conflicts; Refused edits</source>
        <translation>충돌; 거부된 편집</translation>
    </message>
    <message>
        <source>Open a CSV, vCard or calendar file; Migrate</source>
        <translation>CSV, vCard, 캘린더 파일 열기; 이전</translation>
    </message>
    <message>
        <source>Keys; Hotkeys; Cheat sheet</source>
        <translation>키; 핫키; 단축키 모음</translation>
    </message>
    <message>
        <source>Introduction; Getting started</source>
        <translation>소개; 시작하기</translation>
    </message>
    <message>
        <source>Exit; Close the program</source>
        <translation>나가기; 프로그램 닫기</translation>
    </message>
</context>
<context>
    <name>AmendPanel</name>
    <message>
        <source>Amend the report</source>
        <translation>보고서 정정</translation>
    </message>
    <message>
        <source>What needs correcting?</source>
        <translation>정정할 항목은 무엇입니까?</translation>
    </message>
    <message>
        <source>Save the amendment</source>
        <translation>정정 저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>만난 사람</translation>
    </message>
    <message>
        <source>Say why: the reason stands beside the amendment.</source>
        <translation>사유를 입력하세요. 정정 내역에 함께 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>Amended</name>
    <message>
        <source>Originally: {0}</source>
        <translation>원래 값: {0}</translation>
    </message>
    <message>
        <source>Amended to: {0}</source>
        <translation>정정: {0}</translation>
    </message>
</context>
<context>
    <name>AsOfView</name>
    <message>
        <source>The record as of a date</source>
        <translation>특정 날짜의 레코드</translation>
    </message>
    <message>
        <source>The change before</source>
        <translation>이전 변경</translation>
    </message>
    <message>
        <source>The next change</source>
        <translation>다음 변경</translation>
    </message>
    <message>
        <source>As of the end of this day</source>
        <translation>이 날짜가 끝난 시점</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>달라진 항목만</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>모두 복원</translation>
    </message>
    <message>
        <source>Bring all values of then back in one edit, which can be undone</source>
        <translation>당시의 모든 값을 한 번의 편집으로 복원합니다. 실행 취소할 수 있습니다</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>당시와 현재</translation>
    </message>
    <message>
        <source>What belonged to it</source>
        <translation>당시 연결된 레코드</translation>
    </message>
    <message>
        <source>This is what stands. Choose a day, or go back change by change with ← and →.</source>
        <translation>현재 상태입니다. 날짜를 선택하거나 ←, → 키로 변경을 하나씩 거슬러 가세요.</translation>
    </message>
    <message>
        <source>There was no such record at that time, as far as is known here.</source>
        <translation>이 노트북에서 확인되는 한 그때는 이 레코드가 없었습니다.</translation>
    </message>
    <message>
        <source>Everything was as it is now.</source>
        <translation>모든 값이 현재와 같았습니다.</translation>
    </message>
    <message>
        <source>Some values of then are not known on this laptop.</source>
        <translation>당시의 일부 값은 이 노트북에서 알 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n of its contacts were known already.</source>
        <translation>
            <numerusform>당시 연락처 %n명이 이미 등록되어 있었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more that belong to it are not shown.</source>
        <translation>
            <numerusform>이 밖에 속한 %n건은 표시하지 않습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then</source>
        <translation>당시</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>여기서는 알 수 없음</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Restore {0}: {1}</source>
        <translation>{0} 복원: {1}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>아직 없었음</translation>
    </message>
</context>
<context>
    <name>AttachmentsCard</name>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>파일 첨부</translation>
    </message>
    <message>
        <source>No files yet. Add them, or drop them here.</source>
        <translation>아직 파일이 없습니다. 추가하거나 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Get now</source>
        <translation>지금 받기</translation>
    </message>
</context>
<context>
    <name>BoardFilter</name>
    <message>
        <source>Filter</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Filter the board</source>
        <translation>보드 필터</translation>
    </message>
    <message>
        <source>Whose opportunities</source>
        <translation>담당자별 영업 기회</translation>
    </message>
    <message>
        <source>Closing when</source>
        <translation>마감 예정일</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>담당 지역</translation>
    </message>
    <message>
        <source>Order of the cards</source>
        <translation>카드 정렬 순서</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>Any close date</source>
        <translation>모든 마감 예정일</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>기한 지남</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>이번 달</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>다음 달</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>이번 분기</translation>
    </message>
    <message>
        <source>Next quarter</source>
        <translation>다음 분기</translation>
    </message>
    <message>
        <source>By close date</source>
        <translation>마감 예정일순</translation>
    </message>
    <message>
        <source>By amount</source>
        <translation>금액순</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>내 담당</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>All territories</source>
        <translation>모든 담당 지역</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>일치하는 항목 없음</translation>
    </message>
    <message>
        <source>No opportunity fits the filter.</source>
        <translation>필터에 맞는 영업 기회가 없습니다.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>No opportunities yet</source>
        <translation>아직 영업 기회가 없습니다</translation>
    </message>
    <message>
        <source>Each one becomes a card that you drag from stage to stage until it is won. Totals and the forecast follow by themselves.</source>
        <translation>영업 기회마다 카드가 하나씩 생기며, 수주할 때까지 단계 사이로 끌어 옮깁니다. 합계와 예측은 자동으로 계산됩니다.</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>새 영업 기회</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>{0} 저장됨</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>둘러보기 끝내기</translation>
    </message>
    <message>
        <source>Tour: {0}</source>
        <translation>둘러보기: {0}</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>becomes</source>
        <translation>다음으로 변경</translation>
    </message>
    <message>
        <source>is emptied</source>
        <translation>비우기</translation>
    </message>
    <message>
        <source>add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>take away</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{1} {0}건</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>a task for each</source>
        <translation>각각 할 일 만들기</translation>
    </message>
    <message>
        <source>a visit for each ({0})</source>
        <translation>각각 방문 계획({0})</translation>
    </message>
    <message>
        <source>a visit for each</source>
        <translation>각각 방문 계획</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>%n submitted and locked</source>
        <translation>제출되어 잠긴 %n건</translation>
    </message>
    <message>
        <source>%n that only the owner or a manager may delete</source>
        <translation>담당자나 영업 관리자만 삭제할 수 있는 %n건</translation>
    </message>
    <message>
        <source>%n closed</source>
        <translation>종료된 %n건</translation>
    </message>
    <message>
        <source>%n already so</source>
        <translation>이미 같은 값인 %n건</translation>
    </message>
    <message>
        <source>%n without an account</source>
        <translation>거래처가 없는 %n건</translation>
    </message>
    <message>
        <source>%n gone meanwhile</source>
        <translation>그사이 없어진 %n건</translation>
    </message>
    <message>
        <source>%n for which that is not possible</source>
        <translation>적용할 수 없는 %n건</translation>
    </message>
    <message>
        <source>{0}. All of it was done when the program ended.</source>
        <translation>{0}. 프로그램이 종료될 때 이미 모두 처리되었습니다.</translation>
    </message>
    <message>
        <source>{0}. The program ended after {1} of {2}: those are changed, the others are as they were.</source>
        <translation>{0}. {2}건 중 {1}건을 처리한 뒤 프로그램이 종료되었습니다. 처리된 건은 변경되었고 나머지는 그대로입니다.</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>{0} 변경됨</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>{0} 삭제됨</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Stop here</source>
        <translation>여기서 중지</translation>
    </message>
    <message>
        <source>What has been changed so far stays, and can be undone</source>
        <translation>지금까지 변경한 내용은 남으며 실행 취소할 수 있습니다</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 중 {0}</translation>
    </message>
</context>
<context>
    <name>BulkPanel</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Change closed ones as well</source>
        <translation>종료된 항목도 변경</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>{0} 편집</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>{0} 삭제</translation>
    </message>
    <message>
        <source>Tasks for {0}</source>
        <translation>{0}의 할 일</translation>
    </message>
    <message>
        <source>Visits for {0}</source>
        <translation>{0} 방문 계획</translation>
    </message>
    <message>
        <source>Nothing is changed yet</source>
        <translation>아직 변경된 것이 없습니다</translation>
    </message>
    <message>
        <source>Left as they are: {0}</source>
        <translation>변경하지 않음: {0}</translation>
    </message>
    <message>
        <source>A protection becomes stricter: this cannot be undone.</source>
        <translation>보호 설정이 강화됩니다. 실행 취소할 수 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Change %n</source>
        <translation>
            <numerusform>%n건 변경</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n</source>
        <translation>
            <numerusform>%n건 삭제</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %n tasks</source>
        <translation>
            <numerusform>할 일 %n건 만들기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Plan %n visits</source>
        <translation>
            <numerusform>방문 %n건 계획</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Nothing planned</source>
        <translation>일정 없음</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>종일</translation>
    </message>
    <message>
        <source>+{0} more</source>
        <translation>+{0}건</translation>
    </message>
    <message>
        <source>Day, week, month, agenda</source>
        <translation>일, 주, 월, 일정 목록</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>이전, 다음</translation>
    </message>
    <message>
        <source>Go to today</source>
        <translation>오늘로 이동</translation>
    </message>
    <message>
        <source>Plan something new</source>
        <translation>새 일정 잡기</translation>
    </message>
    <message>
        <source>Plan who is due at the next free hour</source>
        <translation>방문할 때가 된 거래처를 다음 빈 시간에 계획</translation>
    </message>
    <message>
        <source>Open the day</source>
        <translation>하루 일정 열기</translation>
    </message>
    <message>
        <source>From entry to entry</source>
        <translation>일정 사이 이동</translation>
    </message>
    <message>
        <source>Move by 15 minutes</source>
        <translation>15분씩 옮기기</translation>
    </message>
    <message>
        <source>Move by a day</source>
        <translation>하루씩 옮기기</translation>
    </message>
    <message>
        <source>Longer, shorter</source>
        <translation>길게, 짧게</translation>
    </message>
    <message>
        <source>Complete a task</source>
        <translation>할 일 완료</translation>
    </message>
    <message>
        <source>Delete the entry</source>
        <translation>일정 삭제</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>열기	Enter</translation>
    </message>
    <message>
        <source>Complete	Space</source>
        <translation>완료	Space</translation>
    </message>
    <message>
        <source>Remind me</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>삭제	Del</translation>
    </message>
    <message>
        <source>When it begins</source>
        <translation>시작할 때</translation>
    </message>
    <message>
        <source>10 minutes before</source>
        <translation>10분 전</translation>
    </message>
    <message>
        <source>30 minutes before</source>
        <translation>30분 전</translation>
    </message>
    <message>
        <source>1 hour before</source>
        <translation>1시간 전</translation>
    </message>
    <message>
        <source>1 day before</source>
        <translation>1일 전</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>알림 없음</translation>
    </message>
    <message>
        <source>{0} {1} to {2}</source>
        <translation>{0} {1}부터 {2}까지</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>{0} 마감 예정</translation>
    </message>
    <message>
        <source>due {0}</source>
        <translation>{0} 기한</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>기한 지남</translation>
    </message>
    <message>
        <source>at the same time as {0}</source>
        <translation>{0} 일정과 겹침</translation>
    </message>
    <message>
        <source>cannot be moved</source>
        <translation>옮길 수 없음</translation>
    </message>
    <message>
        <source>There from {0} to {1}</source>
        <translation>현장 체류 {0} ~ {1}</translation>
    </message>
    <message>
        <source>There since {0}</source>
        <translation>{0}부터 현장 체류 중</translation>
    </message>
    <message>
        <source>At the same time as {0}</source>
        <translation>{0} 일정과 겹칩니다</translation>
    </message>
    <message>
        <source>Stays where it is. {0}</source>
        <translation>옮길 수 없습니다. {0}</translation>
    </message>
</context>
<context>
    <name>CalendarHead</name>
    <message>
        <source>Day</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>주</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>월</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>일정 목록</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Today  T</source>
        <translation>오늘  T</translation>
    </message>
    <message>
        <source>Show close dates</source>
        <translation>마감 예정일 표시</translation>
    </message>
    <message>
        <source>Show who is due for a visit</source>
        <translation>방문할 거래처 표시</translation>
    </message>
    <message>
        <source>New</source>
        <translation>새로 만들기</translation>
    </message>
    <message>
        <source>New  N</source>
        <translation>새로 만들기  N</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Calendar</source>
        <translation>캘린더</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>일정 목록</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>월</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>시간대</translation>
    </message>
    <message>
        <source>Nothing is planned here yet</source>
        <translation>예정된 일정이 없습니다</translation>
    </message>
    <message>
        <source>Visits, meetings, calls and tasks appear here under their day.</source>
        <translation>방문, 미팅, 통화, 할 일이 해당 날짜에 표시됩니다.</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>month and year</comment>
        <translation>{1}년 {0}</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>종일</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Not a date: {0}. Write it like {1}.</source>
        <translation>날짜가 아닙니다: {0}. {1}처럼 입력하세요.</translation>
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
    <name>CellEdits</name>
    <message>
        <source>{0} saved</source>
        <translation>{0} 저장됨</translation>
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
    <name>CheckStep</name>
    <message>
        <source>Check</source>
        <translation>검토</translation>
    </message>
    <message numerus="yes">
        <source>Import %n records</source>
        <translation>
            <numerusform>%n건 가져오기</numerusform>
        </translation>
    </message>
    <message>
        <source>will be created</source>
        <translation>새로 만들 레코드</translation>
    </message>
    <message>
        <source>will be updated</source>
        <translation>업데이트할 레코드</translation>
    </message>
    <message>
        <source>skipped, already here</source>
        <translation>이미 있어 제외</translation>
    </message>
    <message>
        <source>cannot be imported</source>
        <translation>가져올 수 없음</translation>
    </message>
    <message>
        <source>Every row can come in</source>
        <translation>모든 행을 가져올 수 있습니다</translation>
    </message>
    <message>
        <source>Nothing is saved yet. The import can be undone as a whole.</source>
        <translation>아직 저장된 것은 없습니다. 가져오기는 전체를 실행 취소할 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts that are not here yet will be created: {0}.</source>
        <translation>
            <numerusform>아직 없는 거래처 %n곳을 새로 만듭니다: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n meetings repeat; each comes in once, at its first time.</source>
        <translation>
            <numerusform>반복 일정 %n건은 첫 회만 한 번 가져옵니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names that nothing here has are left empty.</source>
        <translation>
            <numerusform>여기에 없는 이름 %n개는 비워 둡니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message>
        <source>Add to this day</source>
        <translation>이날에 추가</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>A stop of this day</source>
        <translation>이날의 방문지</translation>
    </message>
    <message>
        <source>Not due for a visit</source>
        <translation>방문 예정일 전</translation>
    </message>
    <message numerus="yes">
        <source>Due for a visit, %n days over</source>
        <translation>
            <numerusform>방문 예정일 %n일 지남</numerusform>
        </translation>
    </message>
    <message>
        <source>Due for a visit</source>
        <translation>방문할 때가 되었음</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로 이동</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로 이동</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>좁게</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>넓게</translation>
    </message>
    <message>
        <source>{0} px wide</source>
        <translation>너비 {0}px</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>검토</translation>
    </message>
    <message>
        <source>Which field each column fills</source>
        <translation>각 열을 넣을 항목</translation>
    </message>
    <message>
        <source>Still without a column: {0}. A record cannot be made without it.</source>
        <translation>열이 지정되지 않은 필수 항목: {0}. 이 항목 없이는 레코드를 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>Every required field has a column.</source>
        <translation>모든 필수 항목에 열이 지정되었습니다.</translation>
    </message>
    <message>
        <source>The fields are those that you chose for such a list before.</source>
        <translation>이전에 같은 형식의 목록에서 선택하신 필드를 그대로 적용했습니다.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Field for the column {0}</source>
        <translation>{0} 열을 넣을 항목</translation>
    </message>
    <message>
        <source>Your choice</source>
        <translation>직접 선택</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>확실</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>유력</translation>
    </message>
    <message>
        <source>A guess</source>
        <translation>추정</translation>
    </message>
</context>
<context>
    <name>CommitCard</name>
    <message>
        <source>Amount you commit to</source>
        <translation>확정 예상 금액</translation>
    </message>
    <message>
        <source>Note: what it is based on</source>
        <translation>메모: 예상 근거</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>제출</translation>
    </message>
    <message>
        <source>A submission stays as it is; submit again to correct it.</source>
        <translation>제출한 내용은 바꿀 수 없습니다. 정정하려면 다시 제출하세요.</translation>
    </message>
    <message>
        <source>Use this amount</source>
        <translation>이 금액 입력</translation>
    </message>
    <message>
        <source>Submitted before</source>
        <translation>이전 제출 내역</translation>
    </message>
    <message>
        <source>Nothing yet for this period.</source>
        <translation>이 기간에 제출한 내역이 없습니다.</translation>
    </message>
    <message>
        <source>Your team&apos;s commit</source>
        <translation>팀 확정 예상</translation>
    </message>
    <message>
        <source>Your commit</source>
        <translation>내 확정 예상</translation>
    </message>
    <message>
        <source>Closed and commit come to {0}.</source>
        <translation>마감과 확실의 합계는 {0}입니다.</translation>
    </message>
    <message>
        <source>{0}: nothing submitted, {1} won.</source>
        <translation>{0}: 제출 없음, 수주 {1}.</translation>
    </message>
    <message>
        <source>{0}: {1} committed, {2} won ({3}).</source>
        <translation>{0}: 예상 {1}, 수주 {2} ({3}).</translation>
    </message>
    <message>
        <source>Type an amount such as 12,000.</source>
        <translation>12,000과 같이 금액을 입력하세요.</translation>
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
        <source>Contact details</source>
        <translation>연락 방법</translation>
    </message>
    <message>
        <source>About</source>
        <translation>기본 정보</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>연락 금지</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>아직 활동이 없습니다. 방문을 계획하거나 통화를 기록하세요.</translation>
    </message>
</context>
<context>
    <name>ConversionCard</name>
    <message>
        <source>Convert the lead</source>
        <translation>리드 전환</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Open an opportunity as well</source>
        <translation>영업 기회도 만들기</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>전환</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A new account will be created: {0}.</source>
        <translation>새 거래처를 만듭니다: {0}.</translation>
    </message>
    <message>
        <source>The account that is chosen is used.</source>
        <translation>선택한 거래처를 사용합니다.</translation>
    </message>
    <message>
        <source>A new contact will be created: {0}.</source>
        <translation>새 연락처를 만듭니다: {0}.</translation>
    </message>
    <message>
        <source>The contact that is chosen gains what the lead knows.</source>
        <translation>선택한 연락처에 리드의 정보를 더합니다.</translation>
    </message>
    <message>
        <source>Lead converted</source>
        <translation>리드 전환 완료</translation>
    </message>
</context>
<context>
    <name>CrashBar</name>
    <message>
        <source>The program ended unexpectedly. What was saved is safe. A report is kept on this laptop.</source>
        <translation>프로그램이 예기치 않게 종료되었습니다. 저장한 내용은 안전합니다. 보고서는 이 노트북에만 있습니다.</translation>
    </message>
    <message>
        <source>Something failed last time. What was saved is safe. A report is kept on this laptop.</source>
        <translation>지난번 실행 중 문제가 발생했습니다. 저장한 내용은 안전합니다. 보고서는 이 노트북에만 있습니다.</translation>
    </message>
    <message>
        <source>Hide report</source>
        <translation>보고서 숨기기</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>보고서 보기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Something failed. What was saved is safe. A report is kept on this laptop.</source>
        <translation>문제가 발생했습니다. 저장한 내용은 안전합니다. 보고서는 이 노트북에만 있습니다.</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>보고서를 클립보드에 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>List</source>
        <translation>목록</translation>
    </message>
</context>
<context>
    <name>DayLine</name>
    <message>
        <source>Open the calendar</source>
        <translation>달력 열기</translation>
    </message>
    <message>
        <source>Not a date: {0}. Write it like {1}.</source>
        <translation>날짜가 아닙니다: {0}. {1}처럼 입력하세요.</translation>
    </message>
</context>
<context>
    <name>DeleteForm</name>
    <message>
        <source>They are deleted here at once, and everywhere else with the next sync. Undo brings them back.</source>
        <translation>이 노트북에서는 바로, 다른 곳에서는 다음 동기화 때 삭제됩니다. 실행 취소하면 복원됩니다.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>폐기됨</translation>
    </message>
    <message>
        <source>Saved. {0} has the same already: {1}</source>
        <translation>저장했습니다. {0}에 같은 값이 이미 있습니다: {1}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>{0} 삭제됨</translation>
    </message>
    <message>
        <source>{0} attached</source>
        <translation>{0} 첨부됨</translation>
    </message>
    <message>
        <source>{0} opens once it has arrived</source>
        <translation>{0}: 받으면 바로 열립니다</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>실행 취소: {0}</translation>
    </message>
    <message>
        <source>What has been taken back so far stays so; Undo goes on with the rest</source>
        <translation>지금까지 되돌린 내용은 그대로 유지되며, 실행 취소를 다시 누르면 나머지가 이어집니다</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>다시 실행: {0}</translation>
    </message>
    <message>
        <source>What has been done again so far stays so; Redo goes on with the rest</source>
        <translation>지금까지 다시 실행한 내용은 그대로 유지되며, 다시 실행을 누르면 나머지가 이어집니다</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>실행 취소할 작업이 없습니다</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>실행 취소됨: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n stay: gone or locked meanwhile</source>
        <translation>
            <numerusform>그사이 없어지거나 잠긴 %n건은 그대로입니다</numerusform>
        </translation>
    </message>
    <message>
        <source>the conflict is in the Inbox again</source>
        <translation>충돌이 확인함에 다시 있습니다</translation>
    </message>
    <message>
        <source>the conflict stays settled, both values are in the history</source>
        <translation>충돌은 해결된 상태로 유지되며, 두 값 모두 변경 이력에 있습니다</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>다시 실행됨: {0}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>다시 실행할 작업이 없습니다</translation>
    </message>
    <message>
        <source>Stopped after {0} of {1}</source>
        <translation>{1}건 중 {0}건까지 진행하고 중지했습니다</translation>
    </message>
    <message>
        <source>The program made a mistake. What was saved before is safe.</source>
        <translation>프로그램에 오류가 발생했습니다. 이전에 저장한 내용은 안전합니다.</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>Your laptops</source>
        <translation>내 노트북</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>This list needs the network: nothing is exchanged just now.</source>
        <translation>이 목록에는 네트워크가 필요합니다. 지금은 아무것도 주고받지 않습니다.</translation>
    </message>
    <message>
        <source>Asking the centre…</source>
        <translation>서버에 확인하는 중…</translation>
    </message>
    <message>
        <source>This list needs the network. All else here works without.</source>
        <translation>이 목록에는 네트워크가 필요합니다. 나머지는 네트워크 없이도 작동합니다.</translation>
    </message>
    <message>
        <source>Sign in again to see your laptops.</source>
        <translation>내 노트북을 보려면 다시 로그인하세요.</translation>
    </message>
    <message>
        <source>Seen {0}</source>
        <translation>마지막 접속: {0}</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>이 노트북</translation>
    </message>
    <message>
        <source>Shut out…</source>
        <translation>차단…</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>데이터 삭제…</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>차단됨</translation>
    </message>
    <message>
        <source>{0} erases its data when it next reaches the centre. What was never sent from it is lost. This cannot be undone.</source>
        <translation>{0}은(는) 다음에 서버에 연결될 때 데이터를 지웁니다. 그 노트북에서 보내지 않은 내용은 없어집니다. 실행 취소할 수 없습니다.</translation>
    </message>
    <message>
        <source>Erase it</source>
        <translation>데이터 삭제</translation>
    </message>
    <message>
        <source>{0} can no longer sync. Its data stays on it, encrypted.</source>
        <translation>{0}은(는) 더 이상 동기화할 수 없습니다. 데이터는 암호화된 채로 남습니다.</translation>
    </message>
    <message>
        <source>Shut it out</source>
        <translation>차단</translation>
    </message>
    <message>
        <source>Done. The centre refuses it from now on.</source>
        <translation>완료했습니다. 이제 서버가 그 노트북을 거부합니다.</translation>
    </message>
</context>
<context>
    <name>DisputeView</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>History</source>
        <translation>변경 이력</translation>
    </message>
    <message>
        <source>3  Edit the result</source>
        <translation>3  결과 직접 편집</translation>
    </message>
    <message>
        <source>Save this result</source>
        <translation>이 결과로 저장</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>선택으로 돌아가기</translation>
    </message>
    <message>
        <source>Press 1 or M</source>
        <translation>1 또는 M 키</translation>
    </message>
    <message>
        <source>Press 2 or T</source>
        <translation>2 또는 T 키</translation>
    </message>
    <message>
        <source>Press 3 or E</source>
        <translation>3 또는 E 키</translation>
    </message>
    <message numerus="yes">
        <source>Do the same for %n others of this kind ({0})</source>
        <translation>
            <numerusform>같은 종류의 다른 %n건에도 적용 ({0})</numerusform>
        </translation>
    </message>
    <message>
        <source>arrived second, {0}</source>
        <translation>나중에 도착, {0}</translation>
    </message>
    <message>
        <source>arrived second</source>
        <translation>나중에 도착</translation>
    </message>
    <message>
        <source>time not known here</source>
        <translation>시각 알 수 없음</translation>
    </message>
    <message>
        <source>author not known here</source>
        <translation>입력한 사람과 시각 알 수 없음</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전 값</translation>
    </message>
    <message>
        <source>what both started from</source>
        <translation>두 변경 이전의 값</translation>
    </message>
    <message>
        <source>arrived first, {0}</source>
        <translation>먼저 도착, {0}</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>내 값</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>상대 값</translation>
    </message>
</context>
<context>
    <name>DueVisits</name>
    <message>
        <source>Time for a visit</source>
        <translation>방문할 때가 된 거래처</translation>
    </message>
    <message>
        <source>Drag one onto the hours, or press P for the next free hour.</source>
        <translation>시간표로 끌어다 놓거나 P 키를 누르면 다음 빈 시간에 잡힙니다.</translation>
    </message>
    <message>
        <source>Everyone has been seen on time. Customers appear here when their visit interval ends.</source>
        <translation>모든 거래처를 제때 방문했습니다. 방문 주기가 지난 거래처가 여기에 나타납니다.</translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>최근 방문 {0} · %n일 주기</numerusform>
        </translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>방문 기록 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n days over</source>
        <translation>
            <numerusform>%n일 지남</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>오늘 예정</translation>
    </message>
</context>
<context>
    <name>EditForm</name>
    <message>
        <source>Another field</source>
        <translation>필드 추가</translation>
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
    <name>Email</name>
    <message>
        <source>This e-mail is logged already</source>
        <translation>이미 기록된 이메일입니다</translation>
    </message>
    <message>
        <source>No contact has this address: {0}</source>
        <translation>연락처에 없는 주소: {0}</translation>
    </message>
    <message>
        <source>The text is longer than 64 KB: its beginning is kept</source>
        <translation>본문이 64KB를 넘어 앞부분만 저장합니다</translation>
    </message>
    <message>
        <source>No program for e-mail was found. {0} is in the clipboard.</source>
        <translation>이메일 프로그램을 찾을 수 없습니다. {0} 주소를 클립보드에 복사했습니다.</translation>
    </message>
    <message>
        <source>Writing to {0}</source>
        <translation>{0}에게 이메일 작성 중</translation>
    </message>
    <message>
        <source>Log e-mail</source>
        <translation>이메일 기록</translation>
    </message>
</context>
<context>
    <name>EmailPage</name>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>It was logged without its text.</source>
        <translation>본문 없이 기록되었습니다.</translation>
    </message>
</context>
<context>
    <name>FactChip</name>
    <message>
        <source>{0}?</source>
        <translation>{0}?</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Field</source>
        <translation>필드</translation>
    </message>
    <message>
        <source>What happens to it</source>
        <translation>변경 방식</translation>
    </message>
    <message>
        <source>Leave this field as it is</source>
        <translation>이 필드는 그대로 두기</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Remove {0}</source>
        <translation>{0} 삭제</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>전송 대기 중</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>서버에 있음</translation>
    </message>
    <message>
        <source>fetching {0} %</source>
        <translation>받는 중 {0}%</translation>
    </message>
    <message>
        <source>could not be moved: attach it again</source>
        <translation>전송할 수 없습니다. 다시 첨부하세요</translation>
    </message>
    <message>
        <source>sending {0} %</source>
        <translation>보내는 중 {0}%</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Bring in accounts, contacts, leads, opportunities, tasks or meetings</source>
        <translation>거래처, 연락처, 리드, 영업 기회, 할 일, 미팅 가져오기</translation>
    </message>
    <message>
        <source>Choose a table (CSV), contact cards (.vcf) or a calendar (.ics) that another program has saved, or drop it here. It works without a network, and nothing is saved before you have seen what will come of it.</source>
        <translation>다른 프로그램에서 저장한 표(CSV), 연락처 카드(.vcf) 또는 일정(.ics)을 선택하거나 여기에 끌어다 놓으세요. 네트워크가 없어도 되며, 결과를 확인하기 전에는 아무것도 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>파일 선택…</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>이전 가져오기</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>새로 만듦 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>업데이트 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>stopped before its end</source>
        <translation>끝나기 전에 중지됨</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>실행 취소됨</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>이 가져오기 실행 취소</translation>
    </message>
    <message>
        <source>Undo the import of {0}</source>
        <translation>{0} 가져오기 실행 취소</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>파일 선택</translation>
    </message>
    <message>
        <source>Tables, contact cards, calendars</source>
        <translation>표, 연락처 카드, 일정</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
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
    <name>FirstSyncPage</name>
    <message>
        <source>Getting your data</source>
        <translation>데이터 가져오는 중</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Progress of the first sync</source>
        <translation>첫 동기화 진행률</translation>
    </message>
    <message>
        <source>{0}. What has come so far stays; the rest follows.</source>
        <translation>{0}. 지금까지 받은 데이터는 유지되며 나머지는 이어서 받습니다.</translation>
    </message>
    <message>
        <source>Your territory is being copied to this laptop. You can start before it is all here.</source>
        <translation>담당 지역의 데이터를 이 노트북으로 복사하고 있습니다. 받는 중에도 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>{0} of {1} records. You can start before it is all here.</source>
        <translation>레코드 {1}건 중 {0}건. 받는 중에도 시작할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ForecastView</name>
    <message>
        <source>Forecast</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Forecast by person</source>
        <translation>담당자별 예측</translation>
    </message>
    <message>
        <source>Enter opens an opportunity, Ctrl+Left and Ctrl+Right change its forecast category.</source>
        <translation>Enter로 영업 기회를 열고, Ctrl+왼쪽/오른쪽 화살표로 예측 구분을 바꿉니다.</translation>
    </message>
    <message>
        <source>No opportunities behind this figure.</source>
        <translation>이 금액에 해당하는 영업 기회가 없습니다.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>담당자</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>목표 대비</translation>
    </message>
    <message>
        <source>The quota less what is closed</source>
        <translation>목표에서 마감 금액을 뺀 값</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>제출</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>지난 오차</translation>
    </message>
    <message>
        <source>What was committed for the period before, beside what was won</source>
        <translation>직전 기간의 예상 금액과 실제 수주 금액의 차이</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>전체 합계</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Forecast for {0} submitted</source>
        <translation>{0} 예측을 제출했습니다</translation>
    </message>
</context>
<context>
    <name>FormCard</name>
    <message>
        <source>The questions of this form cannot be read here: sync, or update CRMDesk.</source>
        <translation>이 양식의 문항을 표시할 수 없습니다. 동기화하거나 CRMDesk를 업데이트하세요.</translation>
    </message>
    <message>
        <source>Which form fits this visit?</source>
        <translation>이 방문에 사용할 양식은 무엇입니까?</translation>
    </message>
    <message>
        <source>{0} of {1} answered</source>
        <translation>{1}개 중 {0}개 응답</translation>
    </message>
    <message>
        <source>This needs an answer before you submit.</source>
        <translation>제출하려면 응답이 필요합니다.</translation>
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
        <translation>양식 닫기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save  Ctrl+S</source>
        <translation>저장  Ctrl+S</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>새 {0}</translation>
    </message>
    <message>
        <source>Edit: {0}</source>
        <translation>{0} 편집</translation>
    </message>
    <message>
        <source>{0} created</source>
        <translation>{0} 생성됨</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>{0} 저장됨</translation>
    </message>
    <message>
        <source>This record was deleted meanwhile. Copy what you still need.</source>
        <translation>그사이 이 레코드가 삭제되었습니다. 필요한 내용은 복사해 두세요.</translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message>
        <source>Group the list</source>
        <translation>목록 그룹화</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>그룹 기준</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>그룹 없음</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>모든 그룹 접기</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>모든 그룹 펼치기</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>그 밖의 그룹</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(이름 없음)</translation>
    </message>
</context>
<context>
    <name>HeldCells</name>
    <message>
        <source>A cell cannot be saved as it is. Correct it, or press Esc to leave it as it was.</source>
        <translation>이대로 저장할 수 없는 셀이 있습니다. 고치거나 Esc를 눌러 전 값으로 두세요.</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>저장하지 않고 닫기</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Open the record</source>
        <translation>레코드 열기</translation>
    </message>
    <message>
        <source>As of a date</source>
        <translation>특정 날짜로 보기</translation>
    </message>
    <message>
        <source>The record as it was on a day, beside what it is now  ←</source>
        <translation>선택한 날짜의 레코드를 현재와 나란히 봅니다  ←</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>다시 요청</translation>
    </message>
    <message>
        <source>No change is known here yet</source>
        <translation>알려진 변경이 아직 없습니다</translation>
    </message>
    <message>
        <source>The centre keeps the whole past of a record. It is shown as soon as it can be reached.</source>
        <translation>레코드의 전체 이력은 서버에 보관됩니다. 서버에 연결되면 표시합니다.</translation>
    </message>
    <message>
        <source>History of {0}</source>
        <translation>변경 이력: {0}</translation>
    </message>
    <message>
        <source>Asking the centre for the rest…</source>
        <translation>나머지 이력을 서버에서 가져오는 중…</translation>
    </message>
    <message>
        <source>Complete, as of {0}.</source>
        <translation>{0} 기준 전체 이력입니다.</translation>
    </message>
    <message>
        <source>The centre does not know this record yet, or you may not see it any more.</source>
        <translation>아직 서버에 없는 레코드이거나 더 이상 볼 권한이 없습니다.</translation>
    </message>
    <message>
        <source>As of {0} at the centre, and what was saved here since. Later changes by others are missing.</source>
        <translation>{0}에 서버에서 받은 이력과 그 후 여기에 저장한 내용입니다. 이후 다른 사용자의 변경은 빠져 있습니다.</translation>
    </message>
    <message>
        <source>The history of this record is not on this laptop: what it was then is told by changes made here alone. The rest follows once the centre can be reached.</source>
        <translation>이 레코드의 이력이 이 노트북에 없어 여기서 변경한 내용만으로 당시 상태를 보여 줍니다. 나머지는 서버에 연결되면 표시됩니다.</translation>
    </message>
    <message>
        <source>Only what was changed on this laptop. The rest is shown once the centre can be reached.</source>
        <translation>이 노트북에서 변경한 내용만 표시합니다. 나머지는 서버에 연결되면 표시합니다.</translation>
    </message>
    <message>
        <source>As of {0}, with what is still on its way from this laptop.</source>
        <translation>{0} 기준이며, 이 노트북에서 아직 전송 중인 변경을 포함합니다.</translation>
    </message>
    <message>
        <source>As of the change before</source>
        <translation>이전 변경 시점</translation>
    </message>
    <message>
        <source>As of the next change</source>
        <translation>다음 변경 시점</translation>
    </message>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>필드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored: {0}</source>
        <translation>복원됨: {0}</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Street</source>
        <translation>도로명 주소</translation>
    </message>
    <message>
        <source>City</source>
        <translation>시/군/구</translation>
    </message>
    <message>
        <source>Region</source>
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
    <message>
        <source>Korean (CP949)</source>
        <translation>한국어(CP949)</translation>
    </message>
    <message>
        <source>Simplified Chinese (GB18030)</source>
        <translation>중국어 간체(GB18030)</translation>
    </message>
    <message>
        <source>Traditional Chinese (Big5)</source>
        <translation>중국어 번체(Big5)</translation>
    </message>
    <message>
        <source>Western European (Windows-1252)</source>
        <translation>서유럽어(Windows-1252)</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>쉼표</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>세미콜론</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>세로줄</translation>
    </message>
    <message>
        <source>Year, month, day</source>
        <translation>연, 월, 일</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>일, 월, 연</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>월, 일, 연</translation>
    </message>
    <message>
        <source>%n records of the import are gone again.</source>
        <translation>가져온 레코드 %n건을 다시 삭제했습니다.</translation>
    </message>
    <message>
        <source>%n records are as they were before.</source>
        <translation>레코드 %n건을 이전 상태로 되돌렸습니다.</translation>
    </message>
    <message>
        <source>%n records stay: somebody has gone on with them since the import.</source>
        <translation>%n건은 가져온 뒤에 변경되거나 사용되어 그대로 둡니다.</translation>
    </message>
    <message>
        <source>It was stopped; the rest stays.</source>
        <translation>중지했습니다. 나머지는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>An account that is not here yet</source>
        <translation>아직 없는 거래처</translation>
    </message>
    <message>
        <source>is created</source>
        <translation>새로 만들기</translation>
    </message>
    <message>
        <source>is left empty</source>
        <translation>비워 두기</translation>
    </message>
    <message>
        <source>rejects the row</source>
        <translation>해당 행 제외</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>다음 단계</translation>
    </message>
    <message>
        <source>Step {0} of {1}: {2}</source>
        <translation>{1}단계 중 {0}단계: {2}</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Log an e-mail from a file…</source>
        <translation>파일에서 이메일 기록…</translation>
    </message>
    <message>
        <source>{0} has been imported</source>
        <translation>{0} 파일을 가져왔습니다</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message numerus="yes">
        <source>%n files of other kinds were left aside</source>
        <translation>
            <numerusform>다른 종류의 파일 %n개는 제외했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose an e-mail</source>
        <translation>이메일 선택</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
</context>
<context>
    <name>InViewCard</name>
    <message>
        <source>No customer here. Move the map, or show all customers.</source>
        <translation>이 범위에 거래처가 없습니다. 지도를 옮기거나 전체 거래처를 표시하세요.</translation>
    </message>
    <message>
        <source>In view</source>
        <translation>지도에 보이는 거래처</translation>
    </message>
    <message>
        <source>due</source>
        <translation>방문 필요</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Keep your value</source>
        <translation>내 값 유지</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>상대 값 사용</translation>
    </message>
    <message>
        <source>Edit the result</source>
        <translation>결과 직접 편집</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>확인함</translation>
    </message>
    <message>
        <source>What needs you</source>
        <translation>확인이 필요한 항목</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>확인할 항목이 없습니다</translation>
    </message>
    <message>
        <source>When somebody else changes the same value as you, or the centre cannot accept an edit of yours, it waits here for your decision. Nothing is ever overwritten silently.</source>
        <translation>다른 사용자가 같은 값을 변경했거나 서버가 내 변경을 받아들이지 못하면 해당 변경이 여기에서 결정을 기다립니다. 모르는 사이에 덮어쓰는 일은 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n건 확인 필요</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: may be the same</source>
        <translation>{0}: 중복일 수 있음</translation>
    </message>
    <message>
        <source>deleted and changed</source>
        <translation>삭제와 변경의 충돌</translation>
    </message>
    <message>
        <source>{0}: refused</source>
        <translation>{0}: 거부됨</translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts settled</source>
        <translation>
            <numerusform>충돌 %n건 해결됨</numerusform>
        </translation>
    </message>
    <message>
        <source>Merged into {0}</source>
        <translation>{0}(으)로 병합했습니다</translation>
    </message>
    <message>
        <source>Both stay</source>
        <translation>둘 다 그대로 둡니다</translation>
    </message>
    <message>
        <source>It goes out with the next sync</source>
        <translation>다음 동기화 때 전송됩니다</translation>
    </message>
    <message>
        <source>Save refused edits</source>
        <translation>거부된 변경 저장</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>파일을 저장하지 못했습니다: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n refused edits saved to {0}</source>
        <translation>
            <numerusform>거부된 변경 %n건을 저장했습니다: {0}</numerusform>
        </translation>
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
        <source>Not a time: {0}. Write it like {1}.</source>
        <translation>시각이 아닙니다: {0}. {1}처럼 입력하세요.</translation>
    </message>
    <message>
        <source>The day is missing.</source>
        <translation>날짜가 없습니다.</translation>
    </message>
</context>
<context>
    <name>KeyringPage</name>
    <message>
        <source>Waiting for this laptop&apos;s keyring</source>
        <translation>이 노트북의 키링을 기다리는 중</translation>
    </message>
    <message>
        <source>It keeps the key to your data. If it asks for its password, unlock it.</source>
        <translation>데이터의 키가 키링에 있습니다. 키링이 암호를 물으면 잠금을 해제하세요.</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Menus and tool tips show the key of each command.</source>
        <translation>메뉴와 도구 설명에 각 명령의 단축키가 표시됩니다.</translation>
    </message>
    <message>
        <source>All keys of this page</source>
        <translation>이 화면의 모든 단축키</translation>
    </message>
</context>
<context>
    <name>KeysetModel</name>
    <message>
        <source>open</source>
        <translation>펼쳐짐</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>접힘</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>기한 지남</translation>
    </message>
</context>
<context>
    <name>KnownStep</name>
    <message>
        <source>Already here</source>
        <translation>이미 있는 레코드</translation>
    </message>
    <message numerus="yes">
        <source>%n records in the file seem to be here already, or earlier in the file.</source>
        <translation>
            <numerusform>파일의 레코드 %n건이 이미 있거나 파일 앞부분과 중복되는 것 같습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Records that seem to be here already</source>
        <translation>이미 있는 것 같은 레코드</translation>
    </message>
    <message>
        <source>{0}  (line {1}): {2}</source>
        <translation>{0} ({1}행): {2}</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Update what is here</source>
        <translation>기존 레코드 업데이트</translation>
    </message>
    <message>
        <source>Make a second record</source>
        <translation>새 레코드로 추가</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>이 레코드</translation>
    </message>
    <message>
        <source>Line {0}</source>
        <translation>{0}행</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>현재 레코드</translation>
    </message>
</context>
<context>
    <name>LeadPage</name>
    <message>
        <source>Convert</source>
        <translation>전환</translation>
    </message>
    <message>
        <source>Convert  Ctrl+Shift+K</source>
        <translation>전환  Ctrl+Shift+K</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>연락 금지</translation>
    </message>
    <message>
        <source>What it became</source>
        <translation>전환 결과</translation>
    </message>
    <message>
        <source>Contact details</source>
        <translation>연락 방법</translation>
    </message>
    <message>
        <source>About</source>
        <translation>기본 정보</translation>
    </message>
    <message>
        <source>Convert the lead</source>
        <translation>리드 전환</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Log a call or plan a task.</source>
        <translation>아직 활동이 없습니다. 통화를 기록하거나 할 일을 계획하세요.</translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation>아직 적힌 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>현재 단계: {0}</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Changes not saved</source>
        <translation>저장하지 않은 변경이 있습니다</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속 편집</translation>
    </message>
</context>
<context>
    <name>LineModel</name>
    <message>
        <source>Add a product…</source>
        <translation>제품 추가…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
</context>
<context>
    <name>LinesCard</name>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Add a product</source>
        <translation>제품 추가</translation>
    </message>
    <message>
        <source>No products.</source>
        <translation>제품이 없습니다.</translation>
    </message>
    <message>
        <source>Tab goes through the cells, Enter adds the next line, Delete takes a line away</source>
        <translation>Tab으로 칸을 이동하고 Enter로 다음 품목을 추가하며 Delete로 품목을 삭제합니다</translation>
    </message>
    <message>
        <source>Lines without a price in {0} are not in the sum.</source>
        <translation>{0} 가격이 없는 품목은 합계에 포함되지 않습니다.</translation>
    </message>
    <message>
        <source>List price</source>
        <translation>정가</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>할인</translation>
    </message>
    <message>
        <source>Tax {0}</source>
        <translation>부가세 {0}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>{0} 저장됨</translation>
    </message>
    <message>
        <source>{0} added</source>
        <translation>{0} 추가됨</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>{0} 삭제됨</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>New {0}</source>
        <translation>새 {0}</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Choose columns</source>
        <translation>열 선택</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>CSV로 내보내기</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Export: {0}</source>
        <translation>내보내기: {0}</translation>
    </message>
    <message>
        <source>{0} written, rows: {1}</source>
        <translation>{0} 저장됨, 행 수: {1}</translation>
    </message>
    <message>
        <source>“{0}” also asked for a field that is gone: it shows more than it did.</source>
        <translation>“{0}” 보기의 조건에 쓰인 필드가 없어져 전보다 많은 항목이 표시됩니다.</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>일치하는 항목이 없습니다</translation>
    </message>
    <message>
        <source>No entry of this list fits the filter.</source>
        <translation>이 목록에 필터와 일치하는 항목이 없습니다.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>Nothing here yet. This list is kept at the centre.</source>
        <translation>아직 항목이 없습니다. 이 목록은 서버에서 관리합니다.</translation>
    </message>
    <message>
        <source>Nothing here yet. What you add is saved on this laptop and goes out with the next sync.</source>
        <translation>아직 항목이 없습니다. 추가한 내용은 이 노트북에 저장되고 다음 동기화 때 전송됩니다.</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>새 {0}</translation>
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
        <translation>거래처 열기</translation>
    </message>
</context>
<context>
    <name>LogVisitForm</name>
    <message>
        <source>Log a visit</source>
        <translation>방문 기록</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Where are you? One click checks you in.</source>
        <translation>지금 어디에 계십니까? 한 번만 클릭하면 체크인됩니다.</translation>
    </message>
    <message>
        <source>Check in now</source>
        <translation>지금 체크인</translation>
    </message>
    <message>
        <source>Plan for later</source>
        <translation>나중에 방문</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>체크인했습니다</translation>
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
        <translation>실주 사유가 무엇입니까?</translation>
    </message>
    <message>
        <source>Close without a reason</source>
        <translation>사유 없이 마감</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>진행 중으로 두기</translation>
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
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Open the record in a window of its own</source>
        <translation>레코드를 새 창에서 열기</translation>
    </message>
    <message>
        <source>Edit the record</source>
        <translation>레코드 편집</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>새 레코드</translation>
    </message>
    <message>
        <source>Delete what is selected</source>
        <translation>선택 항목 삭제</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>목록 필터</translation>
    </message>
    <message>
        <source>Group the list</source>
        <translation>목록 그룹화</translation>
    </message>
    <message>
        <source>Fold or unfold a group</source>
        <translation>그룹 접기, 펼치기</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>열 선택</translation>
    </message>
    <message>
        <source>Select all that match</source>
        <translation>조건에 맞는 항목 모두 선택</translation>
    </message>
    <message>
        <source>Apply the panel to all selected</source>
        <translation>선택한 항목 모두에 적용</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>양식 저장</translation>
    </message>
    <message>
        <source>Leave, go back</source>
        <translation>나가기, 뒤로</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>목록에서</translation>
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
    <name>Map</name>
    <message>
        <source>Day before, day after</source>
        <translation>전날, 다음 날</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>지도 이동</translation>
    </message>
    <message>
        <source>Nearer, farther away</source>
        <translation>확대, 축소</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>전체 거래처</translation>
    </message>
    <message>
        <source>Move the stop up, down</source>
        <translation>방문지를 위로, 아래로</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>전날</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>다음 날</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>전체 거래처</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Farther away</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Best order</source>
        <translation>최적 순서</translation>
    </message>
    <message>
        <source>Keep this order</source>
        <translation>이 순서로 저장</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>No customers on the map yet</source>
        <translation>아직 위치가 있는 거래처가 없습니다</translation>
    </message>
    <message>
        <source>Locations come from an import or from the centre. Customers that have one appear here.</source>
        <translation>위치는 가져오기나 서버를 통해 들어옵니다. 위치가 있는 거래처가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>방문지</translation>
    </message>
    <message>
        <source>No visit on this day. Click a customer on the map to plan one.</source>
        <translation>이날에는 방문이 없습니다. 지도에서 거래처를 눌러 방문을 계획하세요.</translation>
    </message>
    <message>
        <source>With the way between them, these stops do not fit into the day.</source>
        <translation>이동 시간을 합하면 하루 안에 모두 방문할 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0}시간</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0}시간 {1}분</translation>
    </message>
    <message>
        <source>{0} ({1} late)</source>
        <translation>{0} ({1} 늦음)</translation>
    </message>
    <message>
        <source>An agreed time would not be kept: {0}</source>
        <translation>약속 시간을 지킬 수 없습니다: {0}</translation>
    </message>
    <message>
        <source>{0} in a straight line, {1} before</source>
        <translation>직선거리 {0}, 이전 {1}</translation>
    </message>
    <message>
        <source>until {0}, after working hours</source>
        <translation>{0}에 끝남, 근무 시간 이후</translation>
    </message>
    <message>
        <source>{0} in a straight line</source>
        <translation>직선거리 {0}</translation>
    </message>
    <message>
        <source>This is the best order already</source>
        <translation>이미 최적 순서입니다</translation>
    </message>
    <message>
        <source>The day has a new order</source>
        <translation>하루 일정의 순서를 바꿨습니다</translation>
    </message>
    <message>
        <source>There is no time left for {0} on this day</source>
        <translation>이날에는 {0} 방문 시간이 없습니다</translation>
    </message>
    <message>
        <source>{0} added at {1}</source>
        <translation>{0}, {1}에 추가됨</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map</source>
        <translation>지도</translation>
    </message>
    <message numerus="yes">
        <source>%n customers in view. Arrow keys move, plus and minus zoom.</source>
        <translation>
            <numerusform>화면에 거래처 %n곳. 화살표 키로 이동, 더하기와 빼기 키로 확대·축소합니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n곳</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>레코드(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>이동(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
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
        <source>Follow the system</source>
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
    <name>NextStepBar</name>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>What brings this forward?</source>
        <translation>다음에 할 일은 무엇입니까?</translation>
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
    <name>OpportunitiesPage</name>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>보드</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>새 {0}</translation>
    </message>
    <message>
        <source>Send the card to the next stage</source>
        <translation>카드를 다음 단계로 보내기</translation>
    </message>
    <message>
        <source>Send the card a stage back</source>
        <translation>카드를 이전 단계로 보내기</translation>
    </message>
    <message>
        <source>Write the card&apos;s next step</source>
        <translation>카드의 다음 할 일 쓰기</translation>
    </message>
    <message>
        <source>Count the opportunity as more certain</source>
        <translation>예측 구분을 더 확실하게</translation>
    </message>
    <message>
        <source>Count the opportunity as less certain</source>
        <translation>예측 구분을 덜 확실하게</translation>
    </message>
</context>
<context>
    <name>OpportunityPage</name>
    <message>
        <source>Move to the next stage</source>
        <translation>다음 단계로 이동</translation>
    </message>
    <message>
        <source>Move a stage back</source>
        <translation>이전 단계로 이동</translation>
    </message>
    <message>
        <source>About</source>
        <translation>기본 정보</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Make a quote</source>
        <translation>견적서 만들기</translation>
    </message>
    <message>
        <source>Use the total as amount</source>
        <translation>합계를 금액으로 사용</translation>
    </message>
    <message>
        <source>Nobody yet. Name the people who decide.</source>
        <translation>아직 없습니다. 의사 결정에 관여하는 사람을 추가하세요.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>아직 활동이 없습니다. 방문을 계획하거나 통화를 기록하세요.</translation>
    </message>
    <message>
        <source>None yet. What brings this forward?</source>
        <translation>아직 없습니다. 다음에 할 일은 무엇입니까?</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>가중 금액</translation>
    </message>
    <message>
        <source>In this stage</source>
        <translation>현재 단계 기간</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message>
        <source>Products</source>
        <translation>제품</translation>
    </message>
    <message>
        <source>Amount: {0}</source>
        <translation>금액: {0}</translation>
    </message>
    <message>
        <source>Quote made</source>
        <translation>견적서 생성됨</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>현재 단계: {0}</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>No web browser was found. {0} is in the clipboard.</source>
        <translation>웹 브라우저를 찾을 수 없습니다. {0} 주소를 클립보드에 복사했습니다.</translation>
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
    <name>PairView</name>
    <message>
        <source>1  Merge…</source>
        <translation>1  병합…</translation>
    </message>
    <message>
        <source>2  Not a duplicate</source>
        <translation>2  중복 아님</translation>
    </message>
    <message>
        <source>Press 1 or M</source>
        <translation>1 또는 M</translation>
    </message>
    <message>
        <source>You are not asked again. Press 2 or T</source>
        <translation>다시 묻지 않습니다. 2 또는 T</translation>
    </message>
    <message>
        <source>1  Keep the left one</source>
        <translation>1  왼쪽 남기기</translation>
    </message>
    <message>
        <source>2  Keep the right one</source>
        <translation>2  오른쪽 남기기</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>선택으로 돌아가기</translation>
    </message>
    <message>
        <source>Open the left one</source>
        <translation>왼쪽 열기</translation>
    </message>
    <message>
        <source>Open the right one</source>
        <translation>오른쪽 열기</translation>
    </message>
    <message>
        <source>Both have the same {0}: {1}. They may be one and the same.</source>
        <translation>{0} 값이 둘 다 같습니다: {1}. 중복된 레코드일 수 있습니다.</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>came second, {0}</source>
        <translation>나중에 등록, {0}</translation>
    </message>
    <message>
        <source>came second</source>
        <translation>나중에 등록</translation>
    </message>
    <message>
        <source>was here first</source>
        <translation>먼저 등록</translation>
    </message>
    <message>
        <source>The other one belongs to somebody else: its owner or a manager can do this</source>
        <translation>다른 한쪽은 다른 사람이 담당합니다. 그 담당자나 영업 관리자가 할 수 있습니다</translation>
    </message>
    <message>
        <source>Which one stays? It keeps its values, takes what it lacks from the other one, and everything that belongs to the other one. It can be undone until it is sent to the centre; after that, single values are brought back from the record&apos;s history.</source>
        <translation>어느 쪽을 남기시겠습니까? 남는 레코드는 자신의 값을 유지하고, 비어 있는 값과 다른 레코드에 속한 모든 항목을 넘겨받습니다. 서버로 전송되기 전까지는 실행 취소할 수 있고, 그 후에는 레코드 이력에서 값을 하나씩 복원할 수 있습니다.</translation>
    </message>
    <message>
        <source>Both belong to somebody else: an owner or a manager can merge them.</source>
        <translation>둘 다 다른 사람이 담당합니다. 담당자나 영업 관리자가 병합할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>The period before</source>
        <translation>이전 기간</translation>
    </message>
    <message>
        <source>The next period</source>
        <translation>다음 기간</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>The present period</source>
        <translation>현재 기간</translation>
    </message>
    <message>
        <source>Month or quarter</source>
        <translation>월 또는 분기</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>통화</translation>
    </message>
    <message>
        <source>By quarter</source>
        <translation>분기별</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>월별</translation>
    </message>
</context>
<context>
    <name>PhaseBar</name>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>comes next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>later</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>nothing comes after it</source>
        <translation>더 진행하지 않음</translation>
    </message>
</context>
<context>
    <name>PhotosCard</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>사진 추가</translation>
    </message>
    <message>
        <source>No photos yet. Add them, or drop them here.</source>
        <translation>아직 사진이 없습니다. 추가하거나 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Save caption</source>
        <translation>설명 저장</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The photo, enlarged</source>
        <translation>확대한 사진</translation>
    </message>
    <message>
        <source>Caption saved</source>
        <translation>설명을 저장했습니다</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>{0}: {1}, {2}</source>
        <translation>{0}: {1} {2}</translation>
    </message>
    <message>
        <source>{0}. The time was agreed: tell the customer</source>
        <translation>{0}. 약속한 시간이므로 고객에게 알리세요</translation>
    </message>
    <message>
        <source>{0} is due {1}</source>
        <translation>{0}: 기한 {1}</translation>
    </message>
    <message>
        <source>A close date is changed on the opportunity&apos;s page</source>
        <translation>마감 예정일은 영업 기회 화면에서 바꿉니다</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>완료: {0}</translation>
    </message>
    <message>
        <source>No reminder for {0}</source>
        <translation>{0} 알림을 껐습니다</translation>
    </message>
    <message>
        <source>Reminder for {0}: {1}</source>
        <translation>{0} 알림: {1}</translation>
    </message>
    <message>
        <source>{0}: time agreed</source>
        <translation>{0}: 시간 약속됨</translation>
    </message>
    <message>
        <source>{0}: time no longer agreed</source>
        <translation>{0}: 시간 약속 해제</translation>
    </message>
    <message>
        <source>No hour is free on this day: something else is planned for that time</source>
        <translation>이날에는 빈 시간이 없습니다. 같은 시간에 다른 일정이 있습니다</translation>
    </message>
    <message>
        <source>Visit at {0} planned: {1}</source>
        <translation>{0} 방문을 잡았습니다: {1}</translation>
    </message>
    <message>
        <source>{0}. Something else is planned for that time</source>
        <translation>{0}. 같은 시간에 다른 일정이 있습니다</translation>
    </message>
</context>
<context>
    <name>PositionEditor</name>
    <message>
        <source>Write it like 37.5665, 126.9780.</source>
        <translation>37.5665, 126.9780처럼 입력하세요.</translation>
    </message>
    <message>
        <source>There is no such place on earth.</source>
        <translation>존재하지 않는 좌표입니다.</translation>
    </message>
</context>
<context>
    <name>PresenceFields</name>
    <message>
        <source>Time, if it was not just now</source>
        <translation>시각(지금이 아닌 경우)</translation>
    </message>
    <message>
        <source>Position, if you want to keep it</source>
        <translation>위치(남기려는 경우)</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Print</source>
        <translation>인쇄</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF로 저장</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>인쇄…</translation>
    </message>
    <message>
        <source>Print  Ctrl+P</source>
        <translation>인쇄  Ctrl+P</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Save as PDF  Ctrl+S</source>
        <translation>PDF로 저장  Ctrl+S</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>There is nothing to print any more</source>
        <translation>인쇄할 내용이 없습니다</translation>
    </message>
    <message>
        <source>The record was deleted, or moved out of what you see.</source>
        <translation>레코드가 삭제되었거나 볼 수 있는 범위를 벗어났습니다.</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>다음 페이지</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>이전 페이지</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>{0} / {1} 페이지</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>{0}(으)로 저장했습니다</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>프린터로 보냈습니다</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소했습니다</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>검토</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>파일 읽기 방식</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>처음 몇 행</translation>
    </message>
    <message>
        <source>The first contacts</source>
        <translation>처음 몇 명</translation>
    </message>
    <message>
        <source>The first meetings</source>
        <translation>처음 몇 건의 미팅</translation>
    </message>
    <message>
        <source>Type of record</source>
        <translation>레코드 종류</translation>
    </message>
    <message numerus="yes">
        <source>%n of the first {0} rows do not fit the columns. Is the delimiter right?</source>
        <translation>
            <numerusform>처음 {0}행 가운데 %n행이 열과 맞지 않습니다. 구분 기호가 맞습니까?</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no row below the names of the columns.</source>
        <translation>열 이름 아래에 행이 없습니다.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>구분 기호</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>첫 행</translation>
    </message>
    <message>
        <source>Names of the columns</source>
        <translation>열 이름</translation>
    </message>
    <message>
        <source>A record like the others</source>
        <translation>일반 레코드</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>숫자</translation>
    </message>
</context>
<context>
    <name>ProductCell</name>
    <message>
        <source>Name or code</source>
        <translation>이름 또는 코드</translation>
    </message>
    <message>
        <source>No product is called so: {0}</source>
        <translation>이 이름의 제품이 없습니다: {0}</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Left</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>위</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>QuestionRow</name>
    <message>
        <source>required</source>
        <translation>필수</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>사진 추가</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n장</numerusform>
        </translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>See the photos</source>
        <translation>사진 참조</translation>
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
    <name>Queue</name>
    <message>
        <source>Files that wait: {0}</source>
        <translation>대기 중인 파일: {0}</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>다음 파일</translation>
    </message>
    <message>
        <source>Pass this file over</source>
        <translation>이 파일 건너뛰기</translation>
    </message>
</context>
<context>
    <name>QuickActions</name>
    <message>
        <source>Visit now</source>
        <translation>지금 방문</translation>
    </message>
    <message>
        <source>Plan visit</source>
        <translation>방문 계획</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>통화 기록</translation>
    </message>
    <message>
        <source>Visit created</source>
        <translation>방문 생성됨</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>빠른 기록</translation>
    </message>
    <message>
        <source>Log it in one line  Ctrl+J</source>
        <translation>한 줄로 기록  Ctrl+J</translation>
    </message>
    <message>
        <source>Log e-mail</source>
        <translation>이메일 기록</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>영업 기회</translation>
    </message>
</context>
<context>
    <name>QuickLog</name>
    <message>
        <source>Another account…</source>
        <translation>다른 거래처…</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>다른 사람…</translation>
    </message>
    <message>
        <source>Another day…</source>
        <translation>다른 날짜…</translation>
    </message>
    <message>
        <source>Other words…</source>
        <translation>내용 수정…</translation>
    </message>
    <message>
        <source>{0}, planned</source>
        <translation>{0} 예정</translation>
    </message>
    <message>
        <source>No day</source>
        <translation>날짜 없음</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>새 영업 기회</translation>
    </message>
    <message>
        <source>Amount in the notes only</source>
        <translation>금액은 메모에만</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>다음: {0}</translation>
    </message>
    <message>
        <source>Outcome: {0}</source>
        <translation>결과: {0}</translation>
    </message>
    <message>
        <source>Kind: {0}</source>
        <translation>종류: {0}</translation>
    </message>
    <message>
        <source>Account: {0}</source>
        <translation>거래처: {0}</translation>
    </message>
    <message>
        <source>Which account</source>
        <translation>거래처 선택</translation>
    </message>
    <message>
        <source>Which account is “{0}”</source>
        <translation>“{0}” 거래처를 찾을 수 없음</translation>
    </message>
    <message>
        <source>Who is “{0}”</source>
        <translation>“{0}” 찾을 수 없음</translation>
    </message>
    <message>
        <source>Person: {0}</source>
        <translation>사람: {0}</translation>
    </message>
    <message>
        <source>When: {0}</source>
        <translation>일시: {0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}분</translation>
    </message>
    <message>
        <source>Amount: {0}</source>
        <translation>금액: {0}</translation>
    </message>
    <message>
        <source>The amount goes to: {0}</source>
        <translation>금액 반영: {0}</translation>
    </message>
</context>
<context>
    <name>QuickLogBar</name>
    <message>
        <source>Quick log</source>
        <translation>빠른 기록</translation>
    </message>
    <message>
        <source>What happened, in one line</source>
        <translation>있었던 일을 한 줄로</translation>
    </message>
    <message>
        <source>Met Kim, quote 20m, revisit next Tue</source>
        <translation>김부장 미팅, 견적 2천만, 다음주 화 재방문</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save all of it as one  Enter</source>
        <translation>한 번에 모두 저장  Enter</translation>
    </message>
    <message>
        <source>Close; the line stays for next time</source>
        <translation>닫기(입력한 내용은 남습니다)</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Write as you would tell it: whom you met, for how much, what comes next and when.</source>
        <translation>말하듯이 적으세요. 누구를 만났는지, 금액은 얼마인지, 다음에 언제 무엇을 할지.</translation>
    </message>
    <message>
        <source>A visit needs an account: choose it above, then press Enter.</source>
        <translation>방문에는 거래처가 필요합니다. 위에서 거래처를 고른 뒤 Enter를 누르세요.</translation>
    </message>
    <message>
        <source>Enter saves. Down goes to the facts: Enter corrects one, Delete takes it away.</source>
        <translation>Enter로 저장합니다. ↓ 키로 항목으로 이동해 Enter로 수정하고 Delete로 제외합니다.</translation>
    </message>
    <message>
        <source>Logged: {0}</source>
        <translation>기록함: {0}</translation>
    </message>
    <message>
        <source>{0}: new business</source>
        <translation>{0} 신규 건</translation>
    </message>
</context>
<context>
    <name>QuoteEntries</name>
    <message>
        <source>valid until {0}</source>
        <translation>{0}까지 유효</translation>
    </message>
</context>
<context>
    <name>QuotePage</name>
    <message>
        <source>Preview and print</source>
        <translation>미리 보기 및 인쇄</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF로 저장</translation>
    </message>
    <message>
        <source>Mark as sent</source>
        <translation>발송 처리</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>승인 처리</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>거절 처리</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>만료됨</translation>
    </message>
    <message>
        <source>Preview and print  Ctrl+P</source>
        <translation>미리 보기 및 인쇄  Ctrl+P</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>PDF로 저장…</translation>
    </message>
    <message>
        <source>Save as PDF  Ctrl+S</source>
        <translation>PDF로 저장  Ctrl+S</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>개정</translation>
    </message>
    <message>
        <source>About</source>
        <translation>기본 정보</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>제품</translation>
    </message>
    <message>
        <source>No terms yet. They stand below the sum.</source>
        <translation>아직 거래 조건이 없습니다. 합계 아래에 인쇄됩니다.</translation>
    </message>
    <message>
        <source>Draft number: the server gives one with the next sync</source>
        <translation>임시 번호: 다음 동기화 때 서버가 번호를 부여합니다</translation>
    </message>
    <message>
        <source>This offer stood until {0}. Revise it, or close it as expired.</source>
        <translation>이 견적은 {0}까지 유효했습니다. 개정하거나 만료로 마감하세요.</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>현재: {0}</translation>
    </message>
    <message>
        <source>Revision made</source>
        <translation>개정본 생성됨</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>{0}(으)로 저장됨</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>QuoteWriter</name>
    <message>
        <source>Draft</source>
        <translation>초안</translation>
    </message>
    <message>
        <source>Revision {0}</source>
        <translation>개정 {0}</translation>
    </message>
    <message>
        <source>For</source>
        <translation>수신</translation>
    </message>
    <message>
        <source>Attention: {0}</source>
        <translation>담당: {0}</translation>
    </message>
    <message>
        <source>#</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>List price</source>
        <translation>정가</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>할인</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>소계</translation>
    </message>
    <message>
        <source>Tax {0}</source>
        <translation>부가세 {0}</translation>
    </message>
    <message>
        <source>We accept this offer:</source>
        <translation>위 견적을 승인합니다:</translation>
    </message>
    <message>
        <source>Place and date</source>
        <translation>장소 및 날짜</translation>
    </message>
    <message>
        <source>Name and signature</source>
        <translation>성명 및 서명</translation>
    </message>
</context>
<context>
    <name>ReadingCover</name>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>The disk is slow or busy. What you have saved is safe.</source>
        <translation>디스크가 느리거나 사용 중입니다. 저장한 내용은 안전합니다.</translation>
    </message>
    <message>
        <source>This could not be read</source>
        <translation>읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{0}
What you have saved is not affected.</source>
        <translation>{0}
저장한 내용은 그대로 보존되어 있습니다.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Changed by somebody else meanwhile. Saving keeps yours.</source>
        <translation>그사이 다른 사용자가 변경했습니다. 저장하면 내 값이 유지됩니다.</translation>
    </message>
</context>
<context>
    <name>RecordLookup</name>
    <message>
        <source>(not on this laptop)</source>
        <translation>(이 노트북에 없음)</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>History</source>
        <translation>변경 이력</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>새 창에서 열기</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Edit  Ctrl+E</source>
        <translation>편집  Ctrl+E</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>This record is not here any more</source>
        <translation>더 이상 여기에 없는 레코드입니다</translation>
    </message>
    <message>
        <source>It was deleted, or moved out of what you see. What you saved in it before was sent.</source>
        <translation>삭제되었거나 볼 수 있는 범위를 벗어났습니다. 이전에 저장한 내용은 전송되었습니다.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
</context>
<context>
    <name>RecordWindows</name>
    <message>
        <source>Open in a new window</source>
        <translation>새 창에서 열기</translation>
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
    <name>RefusalView</name>
    <message>
        <source>Bring back: {0}</source>
        <translation>되살리기: {0}</translation>
    </message>
    <message>
        <source>Another one: {0}</source>
        <translation>다른 레코드: {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>편집 후 다시 보내기</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>다시 보내기</translation>
    </message>
    <message>
        <source>For when what stood in the way has gone</source>
        <translation>거부 원인이 해소되었을 때 사용하세요</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>파일로 저장…</translation>
    </message>
    <message>
        <source>Put under this one</source>
        <translation>이 레코드 아래에 두기</translation>
    </message>
    <message>
        <source>What you entered</source>
        <translation>입력한 내용</translation>
    </message>
    <message>
        <source>Nothing is lost: it stays on this laptop until you decide.</source>
        <translation>사라진 내용은 없습니다. 결정할 때까지 이 노트북에 남아 있습니다.</translation>
    </message>
    <message>
        <source>The centre did not accept this new record of {0}. {1}</source>
        <translation>{0}에 만든 레코드를 서버가 받아들이지 않았습니다. {1}</translation>
    </message>
    <message>
        <source>The centre did not accept this deletion of {0}. {1}</source>
        <translation>{0}에 삭제한 것을 서버가 받아들이지 않았습니다. {1}</translation>
    </message>
    <message>
        <source>The centre did not accept your change of {0}. {1}</source>
        <translation>{0}에 저장한 변경을 서버가 받아들이지 않았습니다. {1}</translation>
    </message>
    <message>
        <source>The centre&apos;s advice: {0}.</source>
        <translation>서버의 안내: {0}.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>폐기</translation>
    </message>
</context>
<context>
    <name>RejectsCard</name>
    <message>
        <source>Rows not imported</source>
        <translation>가져올 수 없는 행</translation>
    </message>
    <message>
        <source>Save these rows…</source>
        <translation>이 행 저장…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>행</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>{0}-rejected.csv</source>
        <translation>{0}-제외.csv</translation>
    </message>
    <message>
        <source>Save the rows</source>
        <translation>행 저장</translation>
    </message>
    <message numerus="yes">
        <source>%n rows saved. Correct them and import that file.</source>
        <translation>
            <numerusform>%n행을 저장했습니다. 고친 뒤 그 파일을 가져오세요.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderBar</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>다시 알림</translation>
    </message>
    <message>
        <source>In 10 minutes</source>
        <translation>10분 후</translation>
    </message>
    <message>
        <source>In 1 hour</source>
        <translation>1시간 후</translation>
    </message>
    <message>
        <source>Tomorrow at 9</source>
        <translation>내일 9시</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>{0} reminders</source>
        <translation>알림 {0}건</translation>
    </message>
    <message>
        <source>Snooze 10 minutes</source>
        <translation>10분 후 다시 알림</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>만난 사람</translation>
    </message>
    <message>
        <source>Make it a task due</source>
        <translation>할 일 기한</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>할 일 추가</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>사람 추가</translation>
    </message>
    <message>
        <source>Say what comes next; the task is named after it.</source>
        <translation>다음 단계를 입력하세요. 그 내용이 할 일의 제목이 됩니다.</translation>
    </message>
</context>
<context>
    <name>ReportsCard</name>
    <message>
        <source>Privacy and crash reports</source>
        <translation>개인 정보 및 오류 보고서</translation>
    </message>
    <message>
        <source>When the program fails it keeps a report here, without names or values. Nothing is ever sent.</source>
        <translation>프로그램에 오류가 나면 이름이나 값 없이 보고서를 여기에 보관합니다. 아무것도 전송하지 않습니다.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Delete the report</source>
        <translation>보고서 삭제</translation>
    </message>
    <message>
        <source>A report is kept on this laptop.</source>
        <translation>이 노트북에 보고서가 있습니다.</translation>
    </message>
    <message>
        <source>No report is kept.</source>
        <translation>보관된 보고서가 없습니다.</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>보고서를 클립보드에 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Import another file</source>
        <translation>다른 파일 가져오기</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>다음 파일</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>이 가져오기 실행 취소</translation>
    </message>
    <message>
        <source>Show in {0}</source>
        <translation>{0} 보기</translation>
    </message>
    <message>
        <source>created</source>
        <translation>새로 만듦</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>업데이트함</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>변경 없음</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>가져오지 못함</translation>
    </message>
    <message>
        <source>The import was stopped; what came in by then stays.</source>
        <translation>가져오기를 중지했습니다. 그때까지 가져온 레코드는 그대로 있습니다.</translation>
    </message>
    <message>
        <source>It goes to the centre with the next sync, like everything you save.</source>
        <translation>저장한 다른 내용과 마찬가지로 다음 동기화 때 서버로 전송됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were created with it.</source>
        <translation>
            <numerusform>거래처 %n곳을 함께 만들었습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplesCard</name>
    <message>
        <source>Signed for: sign again to change them</source>
        <translation>서명 완료: 변경하려면 다시 서명하세요</translation>
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
    <message>
        <source>Looking in notes and descriptions…</source>
        <translation>메모와 설명에서 찾는 중…</translation>
    </message>
    <message>
        <source>↑ ↓ choose      Enter open      &gt; commands only      Esc leave</source>
        <translation>↑ ↓ 선택      Enter 열기      &gt; 명령만 보기      Esc 닫기</translation>
    </message>
</context>
<context>
    <name>SearchWiring</name>
    <message>
        <source>In notes and descriptions</source>
        <translation>메모와 설명</translation>
    </message>
    <message>
        <source>Used lately</source>
        <translation>최근 사용</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
</context>
<context>
    <name>SelectedRows</name>
    <message>
        <source>Delete {0}</source>
        <translation>{0} 삭제</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>편집…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>방문 계획…</translation>
    </message>
    <message>
        <source>Make tasks…</source>
        <translation>할 일 만들기…</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Edit…</source>
        <translation>편집…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>방문 계획…</translation>
    </message>
    <message>
        <source>Make tasks…</source>
        <translation>할 일 만들기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>선택 해제</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>{0} 선택됨</translation>
    </message>
    <message>
        <source>Select all {0}</source>
        <translation>{0}건 모두 선택</translation>
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
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>화면</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>프로필</translation>
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
        <source>Follow the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Density of lists</source>
        <translation>목록 간격</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>넓게</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>좁게</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>전체 크기</translation>
    </message>
    <message>
        <source>The size changes the next time CRMDesk starts.</source>
        <translation>크기는 다음에 CRMDesk를 시작할 때 바뀝니다.</translation>
    </message>
    <message>
        <source>Cost of the connection</source>
        <translation>연결 요금</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Metered</source>
        <translation>데이터 통신 연결</translation>
    </message>
    <message>
        <source>Not metered</source>
        <translation>무제한 연결</translation>
    </message>
    <message>
        <source>It is metered now: records sync, attached files wait until you ask for one.</source>
        <translation>지금은 데이터 통신 연결입니다. 레코드는 동기화되고, 첨부 파일은 요청할 때까지 기다립니다.</translation>
    </message>
    <message>
        <source>It is not metered now: attached files come and go by themselves.</source>
        <translation>지금은 무제한 연결입니다. 첨부 파일을 자동으로 주고받습니다.</translation>
    </message>
    <message>
        <source>Details in notifications</source>
        <translation>알림의 세부 내용</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>창을 닫을 때</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>트레이에서 계속 실행</translation>
    </message>
    <message>
        <source>Hidden, they show neither customer nor subject on a locked screen, where others could read them.</source>
        <translation>숨기면 거래처와 제목이 나타나지 않아 잠긴 화면에서 다른 사람이 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>로그인 사용자</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>사용자 이름</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>조직</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Sign out now?</source>
        <translation>지금 로그아웃하시겠습니까?</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>로그아웃</translation>
    </message>
    <message>
        <source>Signing out ends the session. Your records and what waits stay, encrypted, on this laptop.</source>
        <translation>로그아웃하면 세션이 종료됩니다. 레코드와 대기 중인 변경은 암호화된 상태로 이 노트북에 남습니다.</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>로그아웃됨</translation>
    </message>
    <message>
        <source>Signed out here. The centre could not be told; it ends the session by itself.</source>
        <translation>이 노트북에서 로그아웃했습니다. 서버에 알리지 못했지만 세션은 자동으로 종료됩니다.</translation>
    </message>
    <message>
        <source>Size of everything, zoom</source>
        <translation>전체 크기, 확대</translation>
    </message>
    <message>
        <source>Metered line, cost of the connection</source>
        <translation>데이터 통신 연결, 연결 요금</translation>
    </message>
    <message>
        <source>Window, tray and closing</source>
        <translation>창, 트레이, 닫기</translation>
    </message>
    <message>
        <source>Keyboard and shortcuts</source>
        <translation>키보드 및 단축키</translation>
    </message>
    <message>
        <source>Profile, user and signing out</source>
        <translation>프로필, 사용자, 로그아웃</translation>
    </message>
    <message>
        <source>Laptops, devices, shut out or erase</source>
        <translation>노트북, 기기, 차단 또는 데이터 삭제</translation>
    </message>
    <message>
        <source>Storage, disk, free up space, check the data</source>
        <translation>저장 공간, 디스크, 공간 확보, 데이터 점검, 검사</translation>
    </message>
    <message>
        <source>Privacy and crash reports</source>
        <translation>개인 정보 및 오류 보고서</translation>
    </message>
    <message>
        <source>About CRMDesk, version, licences</source>
        <translation>CRMDesk 정보, 버전, 라이선스</translation>
    </message>
</context>
<context>
    <name>SharedViews</name>
    <message>
        <source>{0} is shared now</source>
        <translation>‘{0}’ 보기를 공유했습니다</translation>
    </message>
    <message>
        <source>{0} changed for everybody</source>
        <translation>‘{0}’ 보기를 모두에게 변경했습니다</translation>
    </message>
    <message>
        <source>{0} is shared no more</source>
        <translation>‘{0}’ 보기의 공유를 중지했습니다</translation>
    </message>
</context>
<context>
    <name>Shortlist</name>
    <message>
        <source>Show fewer</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
</context>
<context>
    <name>SignInAgainPage</name>
    <message>
        <source>Sign in again</source>
        <translation>다시 로그인</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>등록 코드</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Use a password</source>
        <translation>비밀번호 사용</translation>
    </message>
    <message>
        <source>Use an enrolment code</source>
        <translation>등록 코드 사용</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>로그인 중…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Everything you saved stays on this laptop and goes out afterwards.</source>
        <translation>저장한 내용은 모두 이 노트북에 남아 있으며 로그인 후 전송됩니다.</translation>
    </message>
    <message>
        <source>Signed in. What waited goes out now.</source>
        <translation>로그인했습니다. 대기 중이던 변경을 지금 전송합니다.</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Once, while there is a network. From then on you work without one.</source>
        <translation>네트워크가 있을 때 한 번만 하면 됩니다. 그다음부터는 네트워크 없이도 일할 수 있습니다.</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>서버 주소</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자 이름</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>등록 코드</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Passphrase for this laptop</source>
        <translation>이 노트북의 암호 문구</translation>
    </message>
    <message>
        <source>Unlocks your data here; do not lose it</source>
        <translation>이 노트북의 데이터를 여는 암호이니 꼭 기억하세요</translation>
    </message>
    <message>
        <source>Use a password</source>
        <translation>비밀번호 사용</translation>
    </message>
    <message>
        <source>Use an enrolment code</source>
        <translation>등록 코드 사용</translation>
    </message>
    <message>
        <source>Looking for this laptop&apos;s keyring, which is to keep the key to your data…</source>
        <translation>데이터의 키를 보관할 이 노트북의 키링을 찾는 중…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>로그인 중…</translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation>{0} 항목을 입력하세요.</translation>
    </message>
</context>
<context>
    <name>SignatureCard</name>
    <message>
        <source>Say who signs, then sign below with a finger, a pen or the mouse.</source>
        <translation>서명자 이름을 입력하고 손가락, 펜 또는 마우스로 아래에 서명하세요.</translation>
    </message>
    <message>
        <source>Field to sign in</source>
        <translation>서명란</translation>
    </message>
    <message>
        <source>Keep the signature</source>
        <translation>서명 저장</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>종이에 서명함</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>다시 서명</translation>
    </message>
    <message>
        <source>Received: {0}</source>
        <translation>수령: {0}</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}</source>
        <translation>{0} 서명, {1}</translation>
    </message>
    <message>
        <source>Signed on paper by {0}, {1}</source>
        <translation>{0} 종이에 서명, {1}</translation>
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
    <name>StageColumn</name>
    <message>
        <source>Nothing in this stage. Drag a card here.</source>
        <translation>이 단계의 영업 기회가 없습니다. 카드를 여기로 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>{0} this quarter</source>
        <translation>이번 분기 {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n opportunities</source>
        <translation>
            <numerusform>영업 기회 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>closed this quarter</source>
        <translation>이번 분기에 마감</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n건 더</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Show more</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>You</source>
        <translation>나</translation>
    </message>
    <message>
        <source>Somebody out of your sight</source>
        <translation>볼 수 없는 사용자</translation>
    </message>
    <message>
        <source>made this record</source>
        <translation>레코드 생성</translation>
    </message>
    <message>
        <source>deleted it</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>brought it back</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>amended the report</source>
        <translation>보고서 정정</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Offline, not sent yet</source>
        <translation>오프라인, 아직 전송 전</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>병합됨</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>충돌</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거부됨</translation>
    </message>
    <message>
        <source>Did not stand</source>
        <translation>반영되지 않음</translation>
    </message>
    <message>
        <source>Refused, sent again</source>
        <translation>거부됨, 다시 보냄</translation>
    </message>
    <message>
        <source>Refused, discarded</source>
        <translation>거부됨, 폐기함</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2}</source>
        <translation>{0}: {1} → {2}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>비어 있음</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Restore: {0}</source>
        <translation>복원: {0}</translation>
    </message>
    <message>
        <source>Restore {0}: {1}</source>
        <translation>{0} 복원: {1}</translation>
    </message>
</context>
<context>
    <name>StopRow</name>
    <message>
        <source>Earlier</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>{0}, was {1}</source>
        <translation>{0}, 이전 {1}</translation>
    </message>
    <message>
        <source>{0}, agreed for {1}</source>
        <translation>{0}, 약속 시간 {1}</translation>
    </message>
    <message>
        <source>{0}, agreed</source>
        <translation>{0} 약속</translation>
    </message>
    <message>
        <source>place not known</source>
        <translation>위치 모름</translation>
    </message>
    <message>
        <source>It has begun or is over, so it stays in its place.</source>
        <translation>이미 시작했거나 끝나서 순서를 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move it.</source>
        <translation>Alt+위, Alt+아래로 옮깁니다.</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Storage</source>
        <translation>저장 공간</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>전체 점검</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>All of it is encrypted. Freed files stay at the centre and come back when you open them.</source>
        <translation>모두 암호화되어 있습니다. 비운 파일은 서버에 남아 있으며 열면 다시 받습니다.</translation>
    </message>
    <message>
        <source>Free up space</source>
        <translation>공간 확보</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>파일 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>검색 색인</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>첨부 파일</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>Can be freed</source>
        <translation>확보 가능</translation>
    </message>
    <message>
        <source>Last checked</source>
        <translation>마지막 점검</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Freed. The files come back when you open them.</source>
        <translation>공간을 확보했습니다. 파일은 열면 다시 받습니다.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>점검 중…</translation>
    </message>
    <message>
        <source>The check was ended before it was through.</source>
        <translation>점검을 끝까지 마치지 않고 멈췄습니다.</translation>
    </message>
    <message>
        <source>All well: {0} records and {1} saved edits are sound.</source>
        <translation>이상 없음: 레코드 {0}건과 저장된 변경 {1}건이 정상입니다.</translation>
    </message>
</context>
<context>
    <name>SyncBanner</name>
    <message>
        <source>Your session has ended. Work on: what you save is kept and goes out after signing in.</source>
        <translation>세션이 만료되었습니다. 계속 작업하세요. 저장한 내용은 보관되며 로그인 후 전송됩니다.</translation>
    </message>
    <message>
        <source>This laptop was locked by your administrator and does not sync any more.</source>
        <translation>관리자가 이 노트북을 잠가 더 이상 동기화되지 않습니다.</translation>
    </message>
    <message>
        <source>CRMDesk has to be updated before it can sync. Work on: nothing is lost.</source>
        <translation>동기화하려면 CRMDesk를 업데이트해야 합니다. 계속 작업해도 잃는 내용은 없습니다.</translation>
    </message>
    <message>
        <source>The disk of this laptop gives trouble. What was saved before is safe.</source>
        <translation>이 노트북의 디스크에 문제가 있습니다. 이전에 저장한 내용은 안전합니다.</translation>
    </message>
    <message>
        <source>The first sync goes on by itself as soon as the centre can be reached.</source>
        <translation>서버에 연결되면 첫 동기화가 자동으로 이어집니다.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>다시 로그인</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Your records are on their way. You can start with what is here.</source>
        <translation>레코드를 받고 있습니다. 받은 데이터부터 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>{0}. You can start with what is here.</source>
        <translation>{0}. 받은 데이터부터 시작할 수 있습니다.</translation>
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
    <name>SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>동기화</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>지금 동기화</translation>
    </message>
    <message>
        <source>Sync now  F5</source>
        <translation>지금 동기화  F5</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>다시 로그인</translation>
    </message>
    <message>
        <source>Open the Inbox</source>
        <translation>확인함 열기</translation>
    </message>
    <message>
        <source>What became of your changes</source>
        <translation>내 변경 처리 결과</translation>
    </message>
    <message>
        <source>Nothing. Everything you saved has reached the centre.</source>
        <translation>없습니다. 저장한 내용이 모두 서버에 반영되었습니다.</translation>
    </message>
    <message>
        <source>So far the centre has taken every change as it was. Merged and refused ones are listed here.</source>
        <translation>지금까지 서버가 모든 변경을 그대로 받아들였습니다. 병합되거나 거부된 변경은 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Transferred since the start</source>
        <translation>시작 후 전송량</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>상태 점검</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>이 노트북</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>전체 점검</translation>
    </message>
    <message>
        <source>Compares every record and every saved edit with what they should be.</source>
        <translation>모든 레코드와 저장된 변경이 올바른지 점검합니다.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>new {0}</source>
        <translation>새 {0}</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>복원됨</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>전송 중</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>병합됨</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>충돌</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거부됨</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>다시 보냄</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>폐기됨</translation>
    </message>
    <message>
        <source>{0}; the other value of {1} stands</source>
        <translation>{0}; {1}: 상대 값이 유지됨</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>로그인 사용자</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>조직</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>서버</translation>
    </message>
    <message>
        <source>Laptop number</source>
        <translation>노트북 번호</translation>
    </message>
    <message>
        <source>Last round</source>
        <translation>최근 동기화 결과</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>This connection is metered: attached files wait until you ask for one.</source>
        <translation>데이터 통신 연결입니다. 첨부 파일은 요청할 때까지 기다립니다.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>점검 중…</translation>
    </message>
    <message>
        <source>The check was ended before it was through.</source>
        <translation>점검을 끝까지 마치지 않고 멈췄습니다.</translation>
    </message>
    <message>
        <source>All well: {0} records and {1} saved edits are sound.</source>
        <translation>이상 없음: 레코드 {0}건과 저장된 변경 {1}건이 모두 정상입니다.</translation>
    </message>
</context>
<context>
    <name>SyncState</name>
    <message>
        <source>The centre has records that this version cannot show. Update CRMDesk to see them.</source>
        <translation>이 버전에서 볼 수 없는 레코드가 서버에 있습니다. CRMDesk를 업데이트하면 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Complete: {0}</source>
        <translation>완료: {0}</translation>
    </message>
    <message>
        <source>Complete  Space</source>
        <translation>완료  Space</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>기한 지남</translation>
    </message>
    <message>
        <source>Space completes it, Enter opens it.</source>
        <translation>Space 키로 완료하고 Enter 키로 엽니다.</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>Put off</source>
        <translation>미루기</translation>
    </message>
    <message>
        <source>Put off  F</source>
        <translation>미루기  F</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>새 할 일</translation>
    </message>
    <message>
        <source>New task  N</source>
        <translation>새 할 일  N</translation>
    </message>
    <message>
        <source>Nothing left to do</source>
        <translation>남은 할 일이 없습니다</translation>
    </message>
    <message>
        <source>Tasks that you plan, or that a visit leads to, wait here until they are done.</source>
        <translation>직접 만든 할 일과 방문 뒤에 생긴 할 일이 끝날 때까지 여기에 남습니다.</translation>
    </message>
    <message>
        <source>Complete the task</source>
        <translation>할 일 완료</translation>
    </message>
    <message>
        <source>Put the task off</source>
        <translation>할 일 미루기</translation>
    </message>
    <message>
        <source>Delete the task</source>
        <translation>할 일 삭제</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>기한 지남</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>날짜 없음</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>이번 주</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음 주 이후</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>기한 지남</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>완료: {0}</translation>
    </message>
    <message>
        <source>{0} is due {1}</source>
        <translation>{0}: 기한 {1}</translation>
    </message>
    <message>
        <source>&amp;Tomorrow</source>
        <translation>내일(&amp;T)</translation>
    </message>
    <message>
        <source>Next &amp;week</source>
        <translation>다음 주(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Pick a date</source>
        <translation>날짜 선택(&amp;P)</translation>
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
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>빠른 기록</translation>
    </message>
    <message>
        <source>Log it in one line  Ctrl+J</source>
        <translation>한 줄로 기록  Ctrl+J</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>방문 기록</translation>
    </message>
    <message>
        <source>Log a visit  Ctrl+L</source>
        <translation>방문 기록  Ctrl+L</translation>
    </message>
    <message>
        <source>Briefs</source>
        <translation>브리핑</translation>
    </message>
    <message>
        <source>What to know before today&apos;s visits, a page each, to print or save</source>
        <translation>오늘 방문할 거래처마다 미리 알아 둘 내용을 한 장씩 정리해 인쇄하거나 저장합니다</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>할 일 추가</translation>
    </message>
    <message>
        <source>Nothing planned for today. Customers worth a visit are listed beside.</source>
        <translation>오늘 예정된 일정이 없습니다. 방문하면 좋은 고객이 옆에 표시됩니다.</translation>
    </message>
    <message>
        <source>No task is due. Enjoy it, or add one.</source>
        <translation>기한이 된 할 일이 없습니다. 필요하면 하나 추가하세요.</translation>
    </message>
    <message>
        <source>Your customers are on their way</source>
        <translation>고객 데이터를 받고 있습니다</translation>
    </message>
    <message>
        <source>The first sync is bringing them to this laptop. You can already look around.</source>
        <translation>첫 동기화로 이 노트북에 데이터를 가져오고 있습니다. 그동안 둘러볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>아직 거래처가 없습니다</translation>
    </message>
    <message>
        <source>Add the first one. Visits, tasks and deals then appear here on their day.</source>
        <translation>첫 거래처를 추가하세요. 방문, 할 일, 영업 기회가 해당 날짜에 표시됩니다.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>거래처 추가</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>일정</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>좋은 아침입니다</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>좋은 오후입니다</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>좋은 저녁입니다</translation>
    </message>
    <message numerus="yes">
        <source>%n visits</source>
        <translation>
            <numerusform>방문 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls and meetings</source>
        <translation>
            <numerusform>통화·미팅 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>할 일 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Closing this week</source>
        <translation>이번 주 마감</translation>
    </message>
    <message>
        <source>Time for a visit</source>
        <translation>방문할 때가 된 거래처</translation>
    </message>
    <message>
        <source>Gone quiet</source>
        <translation>연락이 뜸한 영업 기회</translation>
    </message>
    <message>
        <source>Changed since yesterday</source>
        <translation>어제 이후 변경</translation>
    </message>
    <message>
        <source>was to close {0}</source>
        <translation>{0} 마감 예정이었음</translation>
    </message>
    <message numerus="yes">
        <source>%n days without a word</source>
        <translation>
            <numerusform>%n일째 연락 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>최근 방문 {0} · %n일 주기</numerusform>
        </translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>방문 기록 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n days over</source>
        <translation>
            <numerusform>%n일 지남</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>오늘 예정</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>완료: {0}</translation>
    </message>
    <message>
        <source>Complete the task</source>
        <translation>할 일 완료</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Find anything</source>
        <translation>무엇이든 찾기</translation>
    </message>
    <message>
        <source>Ctrl+K from anywhere: customers, people, commands and settings, by any part of a word.</source>
        <translation>어디서나 Ctrl+K 키로 거래처, 사람, 명령, 설정을 단어 일부만으로 찾습니다.</translation>
    </message>
    <message>
        <source>Log it in one line</source>
        <translation>한 줄로 기록하기</translation>
    </message>
    <message>
        <source>Type what happened, as you would say it. You see what it becomes before it is saved.</source>
        <translation>있었던 일을 말하듯이 입력하세요. 저장하기 전에 무엇으로 기록되는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Your day starts here</source>
        <translation>하루는 여기서 시작합니다</translation>
    </message>
    <message>
        <source>Visits, tasks, and what went quiet. Two clicks at most to log a visit.</source>
        <translation>방문과 할 일, 움직임이 없는 영업 기회를 보여 줍니다. 방문 기록은 클릭 두 번이면 됩니다.</translation>
    </message>
    <message>
        <source>Saved here, sent when it can be</source>
        <translation>여기에 저장하고 연결되면 보냅니다</translation>
    </message>
    <message>
        <source>Everything works without a network. This light says what waits and when it last synced.</source>
        <translation>네트워크가 없어도 모두 작동합니다. 이 표시는 대기 중인 변경과 마지막 동기화 시각을 알려 줍니다.</translation>
    </message>
    <message>
        <source>Nothing is final</source>
        <translation>언제든 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Ctrl+Z takes back what you did last, even many changes at once. No questions asked.</source>
        <translation>Ctrl+Z 키로 마지막 작업을 되돌립니다. 한꺼번에 바꾼 여러 건도 되돌립니다. 미리 묻지 않습니다.</translation>
    </message>
    <message>
        <source>Every key on one page</source>
        <translation>모든 단축키를 한눈에</translation>
    </message>
    <message>
        <source>F1 shows the keys of the page in front of you. This tour is in the same menu.</source>
        <translation>F1 키를 누르면 지금 화면의 단축키를 볼 수 있습니다. 이 둘러보기도 같은 메뉴에 있습니다.</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>화면 둘러보기</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>CRMDesk keeps running and syncing here.</source>
        <translation>CRMDesk가 여기에서 계속 실행되며 동기화합니다.</translation>
    </message>
    <message>
        <source>Open CRMDesk</source>
        <translation>CRMDesk 열기</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>방문 기록</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>지금 동기화</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Rebuilding the replica. This may take a minute; nothing that was saved gets lost.</source>
        <translation>데이터를 다시 만드는 중입니다. 1분 정도 걸릴 수 있으며 저장한 내용은 사라지지 않습니다.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed, and no file was written.</source>
        <translation>취소했습니다. 바뀐 것이 없고 파일도 만들지 않았습니다.</translation>
    </message>
    <message>
        <source>Save what can be read</source>
        <translation>읽을 수 있는 내용 저장</translation>
    </message>
    <message>
        <source>Reading every edit that was saved…</source>
        <translation>저장된 편집 내용을 모두 읽는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) are in the file. It can be read by whoever has it.</source>
        <translation>
            <numerusform>변경 %n건을 파일에 저장했습니다. 파일을 가진 사람은 누구나 읽을 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Rebuild without them</source>
        <translation>없이 다시 만들기</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>다시 만들기</translation>
    </message>
    <message>
        <source>Save what can be read…</source>
        <translation>읽을 수 있는 내용 저장…</translation>
    </message>
    <message>
        <source>Rebuilding keeps every edit that was saved and takes the records from the server again. If an edit cannot be read, you are asked first. The damaged files are kept.</source>
        <translation>다시 만들면 저장된 변경은 모두 유지되고 레코드는 서버에서 다시 받습니다. 읽을 수 없는 변경이 있으면 먼저 묻습니다. 손상된 파일은 보관됩니다.</translation>
    </message>
    <message>
        <source>Rebuilding goes on without the edits that are missing and takes the records from the server again. All others, and the damaged files, are kept.</source>
        <translation>다시 만들면 없어진 변경은 포함되지 않으며 레코드는 서버에서 다시 받습니다. 나머지 변경과 손상된 파일은 보관됩니다.</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>잠금 해제</translation>
    </message>
    <message>
        <source>Your data on this laptop is encrypted with your passphrase.</source>
        <translation>이 노트북의 데이터는 암호 문구로 암호화되어 있습니다.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>암호 문구</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Name of the view</source>
        <translation>보기 이름</translation>
    </message>
    <message>
        <source>Save the view under this name</source>
        <translation>이 이름으로 보기 저장</translation>
    </message>
    <message>
        <source>, changed</source>
        <translation>, 변경됨</translation>
    </message>
    <message>
        <source>View: {0}</source>
        <translation>보기: {0}</translation>
    </message>
    <message>
        <source>Choose or save a view</source>
        <translation>보기 선택 또는 저장</translation>
    </message>
    <message>
        <source>Shared by {0}</source>
        <translation>{0} 님이 공유</translation>
    </message>
    <message>
        <source>Save changes of the view</source>
        <translation>보기 변경 내용 저장</translation>
    </message>
    <message>
        <source>Save changes for everybody</source>
        <translation>변경 내용을 모두에게 저장</translation>
    </message>
    <message>
        <source>Save as a new view…</source>
        <translation>새 보기로 저장…</translation>
    </message>
    <message>
        <source>Rename the view…</source>
        <translation>보기 이름 변경…</translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation>보기 삭제</translation>
    </message>
    <message>
        <source>Share the view no more</source>
        <translation>보기 공유 중지</translation>
    </message>
    <message>
        <source>Share with everybody…</source>
        <translation>모두와 공유…</translation>
    </message>
    <message>
        <source>Share with {0}…</source>
        <translation>{0} 팀과 공유…</translation>
    </message>
    <message>
        <source>shared by you</source>
        <translation>내가 공유</translation>
    </message>
</context>
<context>
    <name>VisitAside</name>
    <message>
        <source>Open tasks here</source>
        <translation>미완료 할 일</translation>
    </message>
    <message>
        <source>Notes since then</source>
        <translation>이후 메모</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>방문지</translation>
    </message>
    <message>
        <source>Last time, {0}</source>
        <translation>지난 방문, {0}</translation>
    </message>
    <message>
        <source>Agreed: {0}</source>
        <translation>합의 사항: {0}</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Cancel the visit</source>
        <translation>방문 취소</translation>
    </message>
    <message>
        <source>Mark as missed</source>
        <translation>미방문으로 표시</translation>
    </message>
    <message>
        <source>Other time or place</source>
        <translation>시각이나 장소 변경</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>계획</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>체크인</translation>
    </message>
    <message>
        <source>Check-out</source>
        <translation>체크아웃</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>제출</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>정정</translation>
    </message>
    <message>
        <source>Visit report</source>
        <translation>방문 보고서</translation>
    </message>
    <message>
        <source>Submitted {0}. A submitted report stays as it was said; an amendment beside it corrects it.</source>
        <translation>{0} 제출. 제출한 보고서는 그대로 남으며, 수정 사항은 정정으로 함께 표시됩니다.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>체크인</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>체크아웃</translation>
    </message>
    <message>
        <source>Submit report</source>
        <translation>보고서 제출</translation>
    </message>
    <message>
        <source>Check in, check out, submit the report, plan again</source>
        <translation>체크인, 체크아웃, 보고서 제출, 다시 계획</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>다시 계획</translation>
    </message>
    <message>
        <source>Everything is saved on this laptop</source>
        <translation>모두 이 노트북에 저장됨</translation>
    </message>
    <message>
        <source>Saving soon…</source>
        <translation>곧 저장됩니다…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>저장되지 않음</translation>
    </message>
    <message>
        <source>Task added: {0}</source>
        <translation>할 일 추가됨: {0}</translation>
    </message>
    <message>
        <source>Task added</source>
        <translation>할 일 추가됨</translation>
    </message>
    <message>
        <source>Choose an outcome first: how did it go?</source>
        <translation>먼저 결과를 선택하세요. 방문은 어땠습니까?</translation>
    </message>
    <message>
        <source>The form still needs an answer: {0}</source>
        <translation>아직 응답하지 않은 필수 문항: {0}</translation>
    </message>
    <message>
        <source>The signature is not kept yet: keep it, or clear it.</source>
        <translation>서명이 아직 저장되지 않았습니다. 저장하거나 지우세요.</translation>
    </message>
    <message>
        <source>You have checked in here: check out and say how it went.</source>
        <translation>이미 체크인했습니다. 체크아웃하고 결과를 입력하세요.</translation>
    </message>
    <message>
        <source>Visit: {0}</source>
        <translation>방문: {0}</translation>
    </message>
    <message>
        <source>The time is agreed</source>
        <translation>시간이 약속되었습니다</translation>
    </message>
    <message>
        <source>The time is no longer agreed</source>
        <translation>시간 약속이 해제되었습니다</translation>
    </message>
    <message>
        <source>The amendment stands beside the report</source>
        <translation>보고서에 정정을 추가했습니다</translation>
    </message>
</context>
<context>
    <name>VisitWriter</name>
    <message>
        <source>Visit report</source>
        <translation>방문 보고서</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>만난 사람</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>문항</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>답변</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}</source>
        <translation>서명: {0}, {1}</translation>
    </message>
    <message>
        <source>Signed on paper by {0}, {1}</source>
        <translation>서면 서명: {0}, {1}</translation>
    </message>
    <message>
        <source>The samples above were received.</source>
        <translation>위 샘플을 수령하였습니다.</translation>
    </message>
</context>
<context>
    <name>WorkRow</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}건 중 {0}건</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>파일을 읽는 중…</translation>
    </message>
    <message>
        <source>Checking every row…</source>
        <translation>모든 행을 확인하는 중…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>가져오는 중…</translation>
    </message>
    <message>
        <source>Taking the import back…</source>
        <translation>가져오기를 실행 취소하는 중…</translation>
    </message>
    <message>
        <source>If you stop, what was imported by then stays; you can undo it on the next page.</source>
        <translation>중지해도 그때까지 가져온 레코드는 그대로 있으며, 다음 페이지에서 실행 취소할 수 있습니다.</translation>
    </message>
    <message>
        <source>If you stop, the rest of the import stays; you can go on later.</source>
        <translation>중지하면 나머지는 그대로 있으며, 나중에 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>아직 저장된 것은 없습니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Activities</source>
        <translation>활동</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>캘린더</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>지도</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>확인함</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>방문 기록</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>빠른 기록</translation>
    </message>
    <message>
        <source>Pipeline board</source>
        <translation>파이프라인 보드</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Show sync status</source>
        <translation>동기화 현황</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>지금 동기화</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>새 {0}</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>언어: {0}</translation>
    </message>
    <message>
        <source>Settings: {0}</source>
        <translation>설정: {0}</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
</context>
<context>
    <name>brief</name>
    <message>
        <source>Pre-visit brief</source>
        <translation>방문 전 브리핑</translation>
    </message>
    <message>
        <source>Briefs for today&apos;s visits</source>
        <translation>오늘 방문 브리핑</translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation>외 %n건</translation>
    </message>
    <message>
        <source>As of {0}</source>
        <translation>{0} 기준</translation>
    </message>
    <message>
        <source>No visit is planned for {0}, or the customers are not on this laptop.</source>
        <translation>{0}에 예정된 방문이 없거나 거래처가 이 노트북에 없습니다.</translation>
    </message>
    <message>
        <source>Pre-visit briefs</source>
        <translation>방문 전 브리핑</translation>
    </message>
    <message>
        <source>To meet</source>
        <translation>만날 사람</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>최근 방문</translation>
    </message>
    <message>
        <source>Next visit due</source>
        <translation>다음 방문 예정일</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>%n days over</source>
        <translation>%n일 지남</translation>
    </message>
    <message>
        <source>Since your visit of {0}</source>
        <translation>{0} 방문 이후 변동 사항</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>신규: {0}</translation>
    </message>
    <message>
        <source>Nothing was changed by others.</source>
        <translation>다른 사람이 변경한 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation>진행 중인 영업 기회</translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation>진행 중인 영업 기회가 없습니다.</translation>
    </message>
    <message>
        <source>was to close {0}</source>
        <translation>{0} 마감 예정이었음</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>{0} 마감 예정</translation>
    </message>
    <message>
        <source>Last visits and calls</source>
        <translation>최근 방문 및 통화</translation>
    </message>
    <message>
        <source>Won and lost</source>
        <translation>수주 및 실주</translation>
    </message>
    <message>
        <source>Nobody is known here yet: ask whom to talk to.</source>
        <translation>등록된 연락처가 없습니다. 담당자가 누구인지 확인하세요.</translation>
    </message>
    <message>
        <source>to meet</source>
        <translation>만날 사람</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>알아 두면 좋은 점</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>미완료 할 일</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>방문지</translation>
    </message>
    <message>
        <source>About</source>
        <translation>회사 정보</translation>
    </message>
</context>
<context>
    <name>conflicts</name>
    <message>
        <source>Somebody else</source>
        <translation>다른 사용자</translation>
    </message>
    <message>
        <source>{0} and {1} both changed {2}, each to a different value.</source>
        <translation>{2} 항목을 {0} 님과 {1} 님이 서로 다른 값으로 변경했습니다.</translation>
    </message>
    <message>
        <source>You and {0} both changed {1}, each to a different value.</source>
        <translation>{1} 항목을 나와 {0} 님이 서로 다른 값으로 변경했습니다.</translation>
    </message>
    <message>
        <source>{0} deleted this record, and {1} changed it.</source>
        <translation>{0} 님은 이 레코드를 삭제했고 {1} 님은 변경했습니다.</translation>
    </message>
    <message>
        <source>You deleted this record, and {0} changed it.</source>
        <translation>내가 삭제한 레코드를 {0} 님이 변경했습니다.</translation>
    </message>
    <message>
        <source>You changed this record, and {0} deleted it.</source>
        <translation>내가 변경한 레코드를 {0} 님이 삭제했습니다.</translation>
    </message>
    <message>
        <source>Take {0}&apos;s</source>
        <translation>{0} 님의 값 사용</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 값 유지</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Keep the record</source>
        <translation>레코드 유지</translation>
    </message>
    <message>
        <source>Leave it deleted</source>
        <translation>삭제 상태 유지</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>복원</translation>
    </message>
</context>
<context>
    <name>forecast</name>
    <message>
        <source>Q{0} {1}</source>
        <translation>{1}년 {0}분기</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{1}년 {0}</translation>
    </message>
    <message>
        <source>on the mark</source>
        <translation>정확</translation>
    </message>
    <message>
        <source>{0} too high</source>
        <translation>{0} 과다</translation>
    </message>
    <message>
        <source>{0} too low</source>
        <translation>{0} 과소</translation>
    </message>
    <message>
        <source>reached, +{0}</source>
        <translation>달성, +{0}</translation>
    </message>
    <message>
        <source>{0} to go</source>
        <translation>{0} 부족</translation>
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
        <source>YYYY</source>
        <translation>연도</translation>
    </message>
    <message>
        <source>MM</source>
        <translation>월</translation>
    </message>
    <message>
        <source>DD</source>
        <translation>일</translation>
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
        <translation>날짜 없음</translation>
    </message>
</context>
<context>
    <name>pipeline</name>
    <message>
        <source>{0} (wtd. {1})</source>
        <translation>{0} (가중 {1})</translation>
    </message>
    <message>
        <source>{0} (weighted {1})</source>
        <translation>{0} (가중 {1})</translation>
    </message>
    <message>
        <source>No close date</source>
        <translation>마감 예정일 없음</translation>
    </message>
    <message>
        <source>Overdue, {0}</source>
        <translation>{0} 지남</translation>
    </message>
    <message>
        <source>%n days quiet</source>
        <translation>%n일간 활동 없음</translation>
    </message>
    <message>
        <source>No amount</source>
        <translation>금액 없음</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>Page {0} of {1}</source>
        <translation>{0} / {1} 페이지</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>You may not change this record.</source>
        <translation>이 레코드를 변경할 권한이 없습니다.</translation>
    </message>
    <message>
        <source>The record has moved out of your territory, so you may not change it any more.</source>
        <translation>레코드가 담당 지역을 벗어나 더 이상 변경할 수 없습니다.</translation>
    </message>
    <message>
        <source>The report had been submitted before your change arrived, and a submitted report is locked.</source>
        <translation>변경이 도착하기 전에 보고서가 제출되었습니다. 제출된 보고서는 잠깁니다.</translation>
    </message>
    <message>
        <source>The record is not there any more: it was deleted, or moved out of what you see.</source>
        <translation>레코드가 더 이상 없습니다. 삭제되었거나 볼 수 있는 범위를 벗어났습니다.</translation>
    </message>
    <message>
        <source>It points to a record that is not there any more.</source>
        <translation>더 이상 없는 레코드를 가리킵니다.</translation>
    </message>
    <message>
        <source>The record that it belongs to was deleted.</source>
        <translation>상위 레코드가 삭제되었습니다.</translation>
    </message>
    <message>
        <source>It names a person whose data was erased. Save it again without them.</source>
        <translation>정보가 파기된 사람을 가리키고 있습니다. 그 사람을 빼고 다시 저장하세요.</translation>
    </message>
    <message>
        <source>The data of the person it was about was erased, and nothing of it was kept.</source>
        <translation>해당하는 사람의 정보가 파기되어 아무것도 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>It belongs to a record that was refused itself, and goes out together with that one.</source>
        <translation>이 항목이 속한 레코드도 거부되었습니다. 그 레코드를 처리하면 함께 전송됩니다.</translation>
    </message>
    <message>
        <source>The record that it belongs to was discarded here before it reached the centre.</source>
        <translation>상위 레코드가 서버에 도달하기 전에 여기에서 폐기되었습니다.</translation>
    </message>
    <message>
        <source>It was saved together with another change that was refused.</source>
        <translation>함께 저장한 다른 변경이 거부되었습니다.</translation>
    </message>
    <message>
        <source>Somebody else had converted the lead before your change arrived.</source>
        <translation>변경 내용이 도착하기 전에 다른 사람이 이미 이 리드를 전환했습니다.</translation>
    </message>
    <message>
        <source>Only the centre may change this field.</source>
        <translation>서버만 변경할 수 있는 항목입니다.</translation>
    </message>
    <message>
        <source>The record would be its own parent.</source>
        <translation>레코드가 자기 자신의 상위가 될 수 없습니다.</translation>
    </message>
    <message>
        <source>There is one like it already.</source>
        <translation>같은 레코드가 이미 있습니다.</translation>
    </message>
    <message>
        <source>The organisation does not have this field any more.</source>
        <translation>조직에서 더 이상 사용하지 않는 항목입니다.</translation>
    </message>
    <message>
        <source>A field that is needed was empty.</source>
        <translation>필수 항목이 비어 있습니다.</translation>
    </message>
    <message>
        <source>A value does not fit the rules of its field, which may have changed.</source>
        <translation>값이 항목의 규칙에 맞지 않습니다. 규칙이 바뀌었을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>signin</name>
    <message>
        <source>The server cannot be reached. Check the address and the network, then try again.</source>
        <translation>서버에 연결할 수 없습니다. 주소와 네트워크를 확인한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no CRMDesk server. Check the address.</source>
        <translation>이 주소에서 응답이 있지만 CRMDesk 서버가 아닙니다. 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>This code does not fit, or it has been used or has run out. Ask for a new one.</source>
        <translation>코드가 맞지 않거나 이미 사용되었거나 만료되었습니다. 새 코드를 요청하세요.</translation>
    </message>
    <message>
        <source>User name and password do not match. Try again.</source>
        <translation>사용자 이름과 비밀번호가 맞지 않습니다. 다시 시도하세요.</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Everything you saved is kept on this laptop and goes out by itself.</source>
        <translation>저장한 내용은 모두 이 노트북에 보관되며 자동으로 전송됩니다.</translation>
    </message>
    <message>
        <source>Last sync {0}.</source>
        <translation>최근 동기화 {0}.</translation>
    </message>
    <message>
        <source>This laptop was locked by your administrator</source>
        <translation>관리자가 이 노트북을 잠갔습니다</translation>
    </message>
    <message>
        <source>It may not sync any more. Ask your administrator before you go on.</source>
        <translation>더 이상 동기화할 수 없습니다. 계속하기 전에 관리자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Sign in again to sync</source>
        <translation>동기화하려면 다시 로그인하세요</translation>
    </message>
    <message>
        <source>Your session has ended. You can work on; what you save goes out after signing in.</source>
        <translation>세션이 만료되었습니다. 계속 작업할 수 있으며 저장한 내용은 로그인 후 전송됩니다.</translation>
    </message>
    <message>
        <source>CRMDesk has to be updated before it can sync</source>
        <translation>동기화하려면 CRMDesk를 업데이트해야 합니다</translation>
    </message>
    <message>
        <source>The centre speaks a newer version. You can work on; nothing is lost.</source>
        <translation>서버가 더 새로운 버전을 사용합니다. 계속 작업해도 잃는 내용은 없습니다.</translation>
    </message>
    <message>
        <source>The disk of this laptop gives trouble</source>
        <translation>이 노트북의 디스크에 문제가 있습니다</translation>
    </message>
    <message>
        <source>Make room or check the disk, then sync again. What was saved before is safe.</source>
        <translation>디스크 공간을 확보하거나 디스크를 점검한 뒤 다시 동기화하세요. 이전에 저장한 내용은 안전합니다.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>%n need you</source>
        <translation>%n건 확인 필요</translation>
    </message>
    <message>
        <source>They wait in your Inbox. Everything else goes on.</source>
        <translation>확인함에서 기다리고 있습니다. 나머지는 계속 진행됩니다.</translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>모두 동기화되었습니다</translation>
    </message>
    <message>
        <source>This laptop and the centre hold the same.</source>
        <translation>이 노트북과 서버의 내용이 같습니다.</translation>
    </message>
    <message>
        <source>Greeting the centre</source>
        <translation>서버에 연결하는 중</translation>
    </message>
    <message>
        <source>Receiving your records</source>
        <translation>레코드 받는 중</translation>
    </message>
    <message>
        <source>Sending your changes</source>
        <translation>변경 보내는 중</translation>
    </message>
    <message>
        <source>Receiving changes</source>
        <translation>변경 받는 중</translation>
    </message>
    <message>
        <source>Comparing with the centre</source>
        <translation>서버와 비교하는 중</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>동기화 중</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Sending a file</source>
        <translation>파일 보내는 중</translation>
    </message>
    <message>
        <source>Fetching a file</source>
        <translation>파일 받는 중</translation>
    </message>
    <message>
        <source>%n changes sent</source>
        <translation>변경 %n건 보냄</translation>
    </message>
    <message>
        <source>%n rows received</source>
        <translation>%n건 받음</translation>
    </message>
    <message>
        <source>%n damaged rows repaired</source>
        <translation>손상된 행 %n건 복구함</translation>
    </message>
    <message>
        <source>Nothing new on either side</source>
        <translation>새로운 변경 없음</translation>
    </message>
</context>
<context>
    <name>views</name>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>내 담당</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>yet to be done</comment>
        <translation>미완료</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>{0} renamed to {1}</source>
        <translation>{0}의 이름이 {1}(으)로 변경됨</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>{0} 저장됨</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>{0} 삭제됨</translation>
    </message>
</context>
</TS>
