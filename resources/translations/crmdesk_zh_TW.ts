<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>通訊協定</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>授權</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>About CRMDesk</source>
        <translation>關於 CRMDesk</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>複製給技術支援</translation>
    </message>
    <message>
        <source>Licences of the libraries</source>
        <translation>程式庫授權</translation>
    </message>
    <message>
        <source>Hide licences</source>
        <translation>隱藏授權</translation>
    </message>
    <message>
        <source>Copied. It names no person and no customer.</source>
        <translation>已複製。其中沒有任何人員或客戶的名稱。</translation>
    </message>
</context>
<context>
    <name>AcceptBar</name>
    <message>
        <source>Does this win the opportunity?</source>
        <translation>商機是否隨之成交？</translation>
    </message>
    <message>
        <source>{0} closes as won, for {1}.</source>
        <translation>{0}將以 {1} 成交。</translation>
    </message>
    <message>
        <source>Accepted and won</source>
        <translation>接受並成交</translation>
    </message>
    <message>
        <source>Only accepted</source>
        <translation>僅接受</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>保持不變</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Brief</source>
        <translation>訪前摘要</translation>
    </message>
    <message>
        <source>Pre-visit brief  Ctrl+Shift+P</source>
        <translation>訪前摘要  Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>新增聯絡人</translation>
    </message>
    <message>
        <source>Add a quote</source>
        <translation>新增報價單</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>Nobody yet. Add the people you talk to.</source>
        <translation>還沒有人。請新增與您往來的聯絡人。</translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation>沒有進行中的商機。</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>還沒有活動。您可以安排拜訪或記錄通話。</translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation>進行中的商機</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未拜訪</translation>
    </message>
    <message>
        <source>last visit {0}</source>
        <translation>上次拜訪 {0}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>預計結案：{0}</translation>
    </message>
</context>
<context>
    <name>ActivitiesPage</name>
    <message>
        <source>Activities</source>
        <translation>活動</translation>
    </message>
    <message>
        <source>Kind of activity</source>
        <translation>活動類型</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新增{0}</translation>
    </message>
    <message>
        <source>Mark as completed</source>
        <translation>標示為已完成</translation>
    </message>
    <message>
        <source>Task completed</source>
        <translation>待辦事項已完成</translation>
    </message>
</context>
<context>
    <name>AddressEditor</name>
    <message>
        <source>Street</source>
        <translation>街道地址</translation>
    </message>
    <message>
        <source>City</source>
        <translation>鄉鎮市區</translation>
    </message>
    <message>
        <source>State or region</source>
        <translation>縣市</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵遞區號</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>國家/地區</translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 個字元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlsoCalled</name>
    <message>
        <source>Dark mode; Night mode</source>
        <translation>深色模式；夜間模式；暗黑模式</translation>
    </message>
    <message>
        <source>Light mode; Day mode</source>
        <translation>淺色模式；日間模式</translation>
    </message>
    <message>
        <source>Preferences; Options</source>
        <translation>偏好設定；選項</translation>
    </message>
    <message>
        <source>Refresh; Synchronise; Upload</source>
        <translation>重新整理；同步；上傳</translation>
    </message>
    <message>
        <source>Connection; Offline</source>
        <translation>連線；離線</translation>
    </message>
    <message>
        <source>Check in; Visit report</source>
        <translation>簽到；打卡；拜訪報告</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>記一筆</translation>
    </message>
    <message>
        <source>New customer; New company; Add account</source>
        <translation>新客戶；新公司；新增客戶</translation>
    </message>
    <message>
        <source>New person; Add contact</source>
        <translation>新人員；新增聯絡人</translation>
    </message>
    <message>
        <source>New deal; New sale; Add opportunity</source>
        <translation>新商機；新交易；新增商機</translation>
    </message>
    <message>
        <source>New prospect; Add lead</source>
        <translation>新潛在客戶；新增線索</translation>
    </message>
    <message>
        <source>To-do; Add task</source>
        <translation>待辦；新增待辦事項</translation>
    </message>
    <message>
        <source>New offer; Estimate</source>
        <translation>新報價；估價</translation>
    </message>
    <message>
        <source>Home; Dashboard</source>
        <translation>首頁；儀表板</translation>
    </message>
    <message>
        <source>Schedule; Appointments</source>
        <translation>行程；預約</translation>
    </message>
    <message>
        <source>Customers; Companies</source>
        <translation>客戶；公司</translation>
    </message>
    <message>
        <source>People; Address book</source>
        <translation>人員；通訊錄</translation>
    </message>
    <message>
        <source>Deals; Sales; Pipeline</source>
        <translation>交易；銷售；管道</translation>
    </message>
    <message>
        <source>Offers; Estimates</source>
        <translation>報價單；估價</translation>
    </message>
    <message>
        <source>Route; Directions</source>
        <translation>路線；導航</translation>
    </message>
    <message>
        <source>Conflicts; Refused edits</source>
        <translation>衝突；被拒絕的修改</translation>
    </message>
    <message>
        <source>Open a CSV, vCard or calendar file; Migrate</source>
        <translation>開啟 CSV、vCard 或行事曆檔案；遷移</translation>
    </message>
    <message>
        <source>Keys; Hotkeys; Cheat sheet</source>
        <translation>按鍵；熱鍵；速查表</translation>
    </message>
    <message>
        <source>Introduction; Getting started</source>
        <translation>介紹；入門</translation>
    </message>
    <message>
        <source>Exit; Close the program</source>
        <translation>結束程式；關閉程式</translation>
    </message>
</context>
<context>
    <name>AmendPanel</name>
    <message>
        <source>Amend the report</source>
        <translation>更正報告</translation>
    </message>
    <message>
        <source>What needs correcting?</source>
        <translation>需要更正什麼？</translation>
    </message>
    <message>
        <source>Save the amendment</source>
        <translation>儲存更正</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>會面人員</translation>
    </message>
    <message>
        <source>Say why: the reason stands beside the amendment.</source>
        <translation>請說明原因，原因會顯示在更正旁邊。</translation>
    </message>
</context>
<context>
    <name>Amended</name>
    <message>
        <source>Originally: {0}</source>
        <translation>原為：{0}</translation>
    </message>
    <message>
        <source>Amended to: {0}</source>
        <translation>更正為：{0}</translation>
    </message>
</context>
<context>
    <name>AsOfView</name>
    <message>
        <source>The record as of a date</source>
        <translation>某一日期的記錄</translation>
    </message>
    <message>
        <source>The change before</source>
        <translation>上一次變更</translation>
    </message>
    <message>
        <source>The next change</source>
        <translation>下一次變更</translation>
    </message>
    <message>
        <source>As of the end of this day</source>
        <translation>截至當天結束</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>僅顯示不同之處</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部還原</translation>
    </message>
    <message>
        <source>Bring all values of then back in one edit, which can be undone</source>
        <translation>以一次編輯還原當時的全部值，可以復原</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>當時與現在</translation>
    </message>
    <message>
        <source>What belonged to it</source>
        <translation>當時的相關記錄</translation>
    </message>
    <message>
        <source>This is what stands. Choose a day, or go back change by change with ← and →.</source>
        <translation>這是現在的狀態。請選擇日期，或用 ← 和 → 逐次查看變更。</translation>
    </message>
    <message>
        <source>There was no such record at that time, as far as is known here.</source>
        <translation>就這台電腦所知，當時還沒有此記錄。</translation>
    </message>
    <message>
        <source>Everything was as it is now.</source>
        <translation>當時的一切都與現在相同。</translation>
    </message>
    <message>
        <source>Some values of then are not known on this laptop.</source>
        <translation>這台電腦上沒有當時的部分值。</translation>
    </message>
    <message numerus="yes">
        <source>%n of its contacts were known already.</source>
        <translation>
            <numerusform>當時已登記 %n 位聯絡人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more that belong to it are not shown.</source>
        <translation>
            <numerusform>另有 %n 筆所屬記錄未顯示。</numerusform>
        </translation>
    </message>
    <message>
        <source>Then</source>
        <translation>當時</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>此處未知</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>還原</translation>
    </message>
    <message>
        <source>Restore {0}: {1}</source>
        <translation>還原{0}：{1}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>當時還沒有</translation>
    </message>
</context>
<context>
    <name>AttachmentsCard</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>附加檔案</translation>
    </message>
    <message>
        <source>No files yet. Add them, or drop them here.</source>
        <translation>還沒有檔案。請新增檔案，或將檔案拖放到這裡。</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即傳送</translation>
    </message>
    <message>
        <source>Get now</source>
        <translation>立即取得</translation>
    </message>
</context>
<context>
    <name>BoardFilter</name>
    <message>
        <source>Filter</source>
        <translation>篩選</translation>
    </message>
    <message>
        <source>Filter the board</source>
        <translation>篩選看板</translation>
    </message>
    <message>
        <source>Whose opportunities</source>
        <translation>誰的商機</translation>
    </message>
    <message>
        <source>Closing when</source>
        <translation>預計何時結案</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>業務區域</translation>
    </message>
    <message>
        <source>Order of the cards</source>
        <translation>卡片排序</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除篩選</translation>
    </message>
    <message>
        <source>Any close date</source>
        <translation>所有結案日期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>下月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季</translation>
    </message>
    <message>
        <source>Next quarter</source>
        <translation>下季</translation>
    </message>
    <message>
        <source>By close date</source>
        <translation>依結案日期</translation>
    </message>
    <message>
        <source>By amount</source>
        <translation>依金額</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>All territories</source>
        <translation>所有業務區域</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>沒有符合的項目</translation>
    </message>
    <message>
        <source>No opportunity fits the filter.</source>
        <translation>沒有符合篩選條件的商機。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除篩選</translation>
    </message>
    <message>
        <source>No opportunities yet</source>
        <translation>還沒有商機</translation>
    </message>
    <message>
        <source>Each one becomes a card that you drag from stage to stage until it is won. Totals and the forecast follow by themselves.</source>
        <translation>每個商機是一張卡片，逐階段拖曳直到成交。合計與預測會自動更新。</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>新增商機</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已儲存「{0}」</translation>
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
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>結束導覽</translation>
    </message>
    <message>
        <source>Tour: {0}</source>
        <translation>導覽：{0}</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>becomes</source>
        <translation>改為</translation>
    </message>
    <message>
        <source>is emptied</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} 筆{1}</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>a task for each</source>
        <translation>各建一項待辦事項</translation>
    </message>
    <message>
        <source>a visit for each ({0})</source>
        <translation>各安排一次拜訪（{0}）</translation>
    </message>
    <message>
        <source>a visit for each</source>
        <translation>各安排一次拜訪</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>%n submitted and locked</source>
        <translation>%n 筆已送出並鎖定</translation>
    </message>
    <message>
        <source>%n that only the owner or a manager may delete</source>
        <translation>%n 筆只有負責人或主管可以刪除</translation>
    </message>
    <message>
        <source>%n closed</source>
        <translation>%n 筆已結束</translation>
    </message>
    <message>
        <source>%n already so</source>
        <translation>%n 筆無需變更</translation>
    </message>
    <message>
        <source>%n without an account</source>
        <translation>%n 筆沒有客戶</translation>
    </message>
    <message>
        <source>%n gone meanwhile</source>
        <translation>%n 筆已不存在</translation>
    </message>
    <message>
        <source>%n for which that is not possible</source>
        <translation>%n 筆無法變更</translation>
    </message>
    <message>
        <source>{0}. All of it was done when the program ended.</source>
        <translation>{0}。程式結束時已全部完成。</translation>
    </message>
    <message>
        <source>{0}. The program ended after {1} of {2}: those are changed, the others are as they were.</source>
        <translation>{0}。程式在處理了 {2} 筆中的 {1} 筆後結束：這些已變更，其餘維持原樣。</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>已變更 {0}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已刪除 {0}</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Stop here</source>
        <translation>到此停止</translation>
    </message>
    <message>
        <source>What has been changed so far stays, and can be undone</source>
        <translation>到目前為止的變更會保留，並且可以復原</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>BulkPanel</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change closed ones as well</source>
        <translation>已結束的也變更</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>編輯 {0}</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>刪除 {0}</translation>
    </message>
    <message>
        <source>Tasks for {0}</source>
        <translation>{0}的待辦事項</translation>
    </message>
    <message>
        <source>Visits for {0}</source>
        <translation>{0}的拜訪</translation>
    </message>
    <message>
        <source>Nothing is changed yet</source>
        <translation>尚未變更任何內容</translation>
    </message>
    <message>
        <source>Left as they are: {0}</source>
        <translation>保持不變：{0}</translation>
    </message>
    <message>
        <source>A protection becomes stricter: this cannot be undone.</source>
        <translation>保護將變得更嚴格：此操作無法復原。</translation>
    </message>
    <message numerus="yes">
        <source>Change %n</source>
        <translation>
            <numerusform>變更 %n 筆</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n</source>
        <translation>
            <numerusform>刪除 %n 筆</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %n tasks</source>
        <translation>
            <numerusform>建立 %n 項待辦事項</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Plan %n visits</source>
        <translation>
            <numerusform>安排 %n 次拜訪</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Nothing planned</source>
        <translation>沒有安排</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>整天</translation>
    </message>
    <message>
        <source>+{0} more</source>
        <translation>還有 {0} 項</translation>
    </message>
    <message>
        <source>Day, week, month, agenda</source>
        <translation>日、週、月、行程</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>往前、往後</translation>
    </message>
    <message>
        <source>Go to today</source>
        <translation>回到今天</translation>
    </message>
    <message>
        <source>Plan something new</source>
        <translation>新增安排</translation>
    </message>
    <message>
        <source>Plan who is due at the next free hour</source>
        <translation>將該拜訪的客戶排入下一個空檔</translation>
    </message>
    <message>
        <source>Open the day</source>
        <translation>開啟當天</translation>
    </message>
    <message>
        <source>From entry to entry</source>
        <translation>在各項之間移動</translation>
    </message>
    <message>
        <source>Move by 15 minutes</source>
        <translation>移動 15 分鐘</translation>
    </message>
    <message>
        <source>Move by a day</source>
        <translation>移動一天</translation>
    </message>
    <message>
        <source>Longer, shorter</source>
        <translation>延長、縮短</translation>
    </message>
    <message>
        <source>Complete a task</source>
        <translation>完成待辦事項</translation>
    </message>
    <message>
        <source>Delete the entry</source>
        <translation>刪除此項</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>開啟	Enter</translation>
    </message>
    <message>
        <source>Complete	Space</source>
        <translation>完成	Space</translation>
    </message>
    <message>
        <source>Remind me</source>
        <translation>提醒我</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>刪除	Del</translation>
    </message>
    <message>
        <source>When it begins</source>
        <translation>開始時</translation>
    </message>
    <message>
        <source>10 minutes before</source>
        <translation>10 分鐘前</translation>
    </message>
    <message>
        <source>30 minutes before</source>
        <translation>30 分鐘前</translation>
    </message>
    <message>
        <source>1 hour before</source>
        <translation>1 小時前</translation>
    </message>
    <message>
        <source>1 day before</source>
        <translation>1 天前</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不提醒</translation>
    </message>
    <message>
        <source>{0} {1} to {2}</source>
        <translation>{0} {1} 至 {2}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>預計結案：{0}</translation>
    </message>
    <message>
        <source>due {0}</source>
        <translation>{0}到期</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>at the same time as {0}</source>
        <translation>與「{0}」時間衝突</translation>
    </message>
    <message>
        <source>cannot be moved</source>
        <translation>無法移動</translation>
    </message>
    <message>
        <source>There from {0} to {1}</source>
        <translation>停留時間：{0} – {1}</translation>
    </message>
    <message>
        <source>There since {0}</source>
        <translation>{0}起停留</translation>
    </message>
    <message>
        <source>At the same time as {0}</source>
        <translation>與「{0}」時間衝突</translation>
    </message>
    <message>
        <source>Stays where it is. {0}</source>
        <translation>無法移動。{0}</translation>
    </message>
</context>
<context>
    <name>CalendarHead</name>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>週</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往後</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Today  T</source>
        <translation>今天  T</translation>
    </message>
    <message>
        <source>Show close dates</source>
        <translation>顯示預計結案日期</translation>
    </message>
    <message>
        <source>Show who is due for a visit</source>
        <translation>顯示該拜訪的客戶</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New  N</source>
        <translation>新增  N</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Calendar</source>
        <translation>行事曆</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>時段</translation>
    </message>
    <message>
        <source>Nothing is planned here yet</source>
        <translation>尚無安排</translation>
    </message>
    <message>
        <source>Visits, meetings, calls and tasks appear here under their day.</source>
        <translation>拜訪、會議、通話和待辦事項會顯示在各自的日期下。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>month and year</comment>
        <translation>{1}年{0}</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>整天</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Not a date: {0}. Write it like {1}.</source>
        <translation>不是日期：{0}。請依 {1} 的格式輸入。</translation>
    </message>
    <message>
        <source>Not an amount: {0}</source>
        <translation>不是金額：{0}</translation>
    </message>
    <message>
        <source>Not a number: {0}</source>
        <translation>不是數字：{0}</translation>
    </message>
</context>
<context>
    <name>CellEdits</name>
    <message>
        <source>{0} saved</source>
        <translation>已儲存「{0}」</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快速鍵</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Check</source>
        <translation>檢查</translation>
    </message>
    <message numerus="yes">
        <source>Import %n records</source>
        <translation>
            <numerusform>匯入 %n 筆記錄</numerusform>
        </translation>
    </message>
    <message>
        <source>will be created</source>
        <translation>將新增</translation>
    </message>
    <message>
        <source>will be updated</source>
        <translation>將更新</translation>
    </message>
    <message>
        <source>skipped, already here</source>
        <translation>已存在，不匯入</translation>
    </message>
    <message>
        <source>cannot be imported</source>
        <translation>無法匯入</translation>
    </message>
    <message>
        <source>Every row can come in</source>
        <translation>所有資料列都可以匯入</translation>
    </message>
    <message>
        <source>Nothing is saved yet. The import can be undone as a whole.</source>
        <translation>尚未儲存任何內容。整個匯入可以一次復原。</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts that are not here yet will be created: {0}.</source>
        <translation>
            <numerusform>將新增 %n 個尚不存在的客戶：{0}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n meetings repeat; each comes in once, at its first time.</source>
        <translation>
            <numerusform>%n 場會議會定期重複；各只匯入首場。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names that nothing here has are left empty.</source>
        <translation>
            <numerusform>%n 個找不到的名稱將留空。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message>
        <source>Add to this day</source>
        <translation>加入當天</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>A stop of this day</source>
        <translation>當天的拜訪點</translation>
    </message>
    <message>
        <source>Not due for a visit</source>
        <translation>尚未到拜訪時間</translation>
    </message>
    <message numerus="yes">
        <source>Due for a visit, %n days over</source>
        <translation>
            <numerusform>該拜訪了，已逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Due for a visit</source>
        <translation>該拜訪了</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>縮窄</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>加寬</translation>
    </message>
    <message>
        <source>{0} px wide</source>
        <translation>寬 {0} 像素</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Columns</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>Which field each column fills</source>
        <translation>每一欄對應的欄位</translation>
    </message>
    <message>
        <source>Still without a column: {0}. A record cannot be made without it.</source>
        <translation>尚未指定欄位：{0}。缺少此欄位就無法建立記錄。</translation>
    </message>
    <message>
        <source>Every required field has a column.</source>
        <translation>所有必填欄位都已指定。</translation>
    </message>
    <message>
        <source>The fields are those that you chose for such a list before.</source>
        <translation>欄位沿用您先前為此類清單所選的。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>不匯入</translation>
    </message>
    <message>
        <source>Field for the column {0}</source>
        <translation>「{0}」對應的欄位</translation>
    </message>
    <message>
        <source>Your choice</source>
        <translation>您的選擇</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>A guess</source>
        <translation>推測</translation>
    </message>
</context>
<context>
    <name>CommitCard</name>
    <message>
        <source>Amount you commit to</source>
        <translation>承諾金額</translation>
    </message>
    <message>
        <source>Note: what it is based on</source>
        <translation>備註：依據是什麼</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>送出</translation>
    </message>
    <message>
        <source>A submission stays as it is; submit again to correct it.</source>
        <translation>送出後不可更改；如需更正，請再次送出。</translation>
    </message>
    <message>
        <source>Use this amount</source>
        <translation>採用此金額</translation>
    </message>
    <message>
        <source>Submitted before</source>
        <translation>先前送出</translation>
    </message>
    <message>
        <source>Nothing yet for this period.</source>
        <translation>本期尚未送出。</translation>
    </message>
    <message>
        <source>Your team&apos;s commit</source>
        <translation>團隊承諾</translation>
    </message>
    <message>
        <source>Your commit</source>
        <translation>我的承諾</translation>
    </message>
    <message>
        <source>Closed and commit come to {0}.</source>
        <translation>已結案與承諾合計 {0}。</translation>
    </message>
    <message>
        <source>{0}: nothing submitted, {1} won.</source>
        <translation>{0}：未送出，實際成交 {1}。</translation>
    </message>
    <message>
        <source>{0}: {1} committed, {2} won ({3}).</source>
        <translation>{0}：承諾 {1}，實際成交 {2}（{3}）。</translation>
    </message>
    <message>
        <source>Type an amount such as 12,000.</source>
        <translation>請輸入金額，例如 12000。</translation>
    </message>
</context>
<context>
    <name>ConditionForm</name>
    <message>
        <source>from</source>
        <translation>不早於</translation>
    </message>
    <message>
        <source>until</source>
        <translation>不晚於</translation>
    </message>
    <message>
        <source>on</source>
        <translation>日期為</translation>
    </message>
    <message>
        <source>is</source>
        <translation>等於</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不等於</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>運算子</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>為空白</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>不為空白</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此欄位必填。</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Contact details</source>
        <translation>聯絡方式</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>請勿聯絡</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>還沒有活動。您可以安排拜訪或記錄通話。</translation>
    </message>
</context>
<context>
    <name>ConversionCard</name>
    <message>
        <source>Convert the lead</source>
        <translation>轉換潛在客戶</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Open an opportunity as well</source>
        <translation>同時建立商機</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>轉換</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A new account will be created: {0}.</source>
        <translation>將建立客戶：{0}。</translation>
    </message>
    <message>
        <source>The account that is chosen is used.</source>
        <translation>將使用所選的客戶。</translation>
    </message>
    <message>
        <source>A new contact will be created: {0}.</source>
        <translation>將建立聯絡人：{0}。</translation>
    </message>
    <message>
        <source>The contact that is chosen gains what the lead knows.</source>
        <translation>所選的聯絡人會補上潛在客戶的資料。</translation>
    </message>
    <message>
        <source>Lead converted</source>
        <translation>潛在客戶已轉換</translation>
    </message>
</context>
<context>
    <name>CrashBar</name>
    <message>
        <source>The program ended unexpectedly. What was saved is safe. A report is kept on this laptop.</source>
        <translation>程式意外結束。已儲存的內容不受影響，報告只留在本機。</translation>
    </message>
    <message>
        <source>Something failed last time. What was saved is safe. A report is kept on this laptop.</source>
        <translation>上次執行時發生問題。已儲存的內容不受影響，報告只留在本機。</translation>
    </message>
    <message>
        <source>Hide report</source>
        <translation>隱藏報告</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>檢視報告</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>稍後</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告</translation>
    </message>
    <message>
        <source>Something failed. What was saved is safe. A report is kept on this laptop.</source>
        <translation>發生問題。已儲存的內容不受影響，報告只留在本機。</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>報告已複製到剪貼簿。</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>List</source>
        <translation>清單</translation>
    </message>
</context>
<context>
    <name>DayLine</name>
    <message>
        <source>Open the calendar</source>
        <translation>開啟日曆</translation>
    </message>
    <message>
        <source>Not a date: {0}. Write it like {1}.</source>
        <translation>不是日期：{0}。請依 {1} 的格式輸入。</translation>
    </message>
</context>
<context>
    <name>DeleteForm</name>
    <message>
        <source>They are deleted here at once, and everywhere else with the next sync. Undo brings them back.</source>
        <translation>此處立即刪除，其他地方在下次同步時刪除。復原即可找回。</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已捨棄</translation>
    </message>
    <message>
        <source>Saved. {0} has the same already: {1}</source>
        <translation>已儲存。「{0}」已有相同的內容：{1}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已刪除「{0}」</translation>
    </message>
    <message>
        <source>{0} attached</source>
        <translation>已附加「{0}」</translation>
    </message>
    <message>
        <source>{0} opens once it has arrived</source>
        <translation>「{0}」下載完成後會自動開啟</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>復原：{0}</translation>
    </message>
    <message>
        <source>What has been taken back so far stays so; Undo goes on with the rest</source>
        <translation>已復原的部分保持不變；再次復原會繼續處理其餘部分</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>重做：{0}</translation>
    </message>
    <message>
        <source>What has been done again so far stays so; Redo goes on with the rest</source>
        <translation>已重做的部分保持不變；再次重做會繼續處理其餘部分</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>沒有可復原的動作</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已復原：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n stay: gone or locked meanwhile</source>
        <translation>
            <numerusform>%n 筆保持不變：已不存在或已鎖定</numerusform>
        </translation>
    </message>
    <message>
        <source>the conflict is in the Inbox again</source>
        <translation>衝突已回到待處理</translation>
    </message>
    <message>
        <source>the conflict stays settled, both values are in the history</source>
        <translation>衝突仍為已解決，兩個值都在變更記錄中</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>沒有可重做的動作</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
    <message>
        <source>Stopped after {0} of {1}</source>
        <translation>已在 {0}/{1} 處停止</translation>
    </message>
    <message>
        <source>The program made a mistake. What was saved before is safe.</source>
        <translation>程式發生錯誤。先前儲存的內容安全無虞。</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>Your laptops</source>
        <translation>您的筆記型電腦</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新整理</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密碼</translation>
    </message>
    <message>
        <source>This list needs the network: nothing is exchanged just now.</source>
        <translation>此清單需要網路：目前不進行任何交換。</translation>
    </message>
    <message>
        <source>Asking the centre…</source>
        <translation>正在詢問伺服器…</translation>
    </message>
    <message>
        <source>This list needs the network. All else here works without.</source>
        <translation>此清單需要網路。此處其他功能不需網路。</translation>
    </message>
    <message>
        <source>Sign in again to see your laptops.</source>
        <translation>請重新登入以查看您的筆記型電腦。</translation>
    </message>
    <message>
        <source>Seen {0}</source>
        <translation>上次連線：{0}</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>本機</translation>
    </message>
    <message>
        <source>Shut out…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>清除…</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>已清除</translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>{0} erases its data when it next reaches the centre. What was never sent from it is lost. This cannot be undone.</source>
        <translation>{0} 下次連上伺服器時會清除其資料。從未傳送的內容將遺失。此操作無法復原。</translation>
    </message>
    <message>
        <source>Erase it</source>
        <translation>清除資料</translation>
    </message>
    <message>
        <source>{0} can no longer sync. Its data stays on it, encrypted.</source>
        <translation>{0} 將無法再同步。其資料仍加密保留在該裝置上。</translation>
    </message>
    <message>
        <source>Shut it out</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Done. The centre refuses it from now on.</source>
        <translation>已完成。伺服器從現在起拒絕該裝置。</translation>
    </message>
</context>
<context>
    <name>DisputeView</name>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>History</source>
        <translation>變更記錄</translation>
    </message>
    <message>
        <source>3  Edit the result</source>
        <translation>3  編輯結果</translation>
    </message>
    <message>
        <source>Save this result</source>
        <translation>儲存此結果</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>返回選擇</translation>
    </message>
    <message>
        <source>Press 1 or M</source>
        <translation>按 1 或 M 鍵</translation>
    </message>
    <message>
        <source>Press 2 or T</source>
        <translation>按 2 或 T 鍵</translation>
    </message>
    <message>
        <source>Press 3 or E</source>
        <translation>按 3 或 E 鍵</translation>
    </message>
    <message numerus="yes">
        <source>Do the same for %n others of this kind ({0})</source>
        <translation>
            <numerusform>對其他 %n 筆同類衝突（{0}）同樣處理</numerusform>
        </translation>
    </message>
    <message>
        <source>arrived second, {0}</source>
        <translation>後送達，{0}</translation>
    </message>
    <message>
        <source>arrived second</source>
        <translation>後送達</translation>
    </message>
    <message>
        <source>time not known here</source>
        <translation>時間未知</translation>
    </message>
    <message>
        <source>author not known here</source>
        <translation>填寫人未知</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已刪除</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>what both started from</source>
        <translation>雙方修改前的值</translation>
    </message>
    <message>
        <source>arrived first, {0}</source>
        <translation>先送達，{0}</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的值</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>對方的值</translation>
    </message>
</context>
<context>
    <name>DueVisits</name>
    <message>
        <source>Time for a visit</source>
        <translation>該拜訪了</translation>
    </message>
    <message>
        <source>Drag one onto the hours, or press P for the next free hour.</source>
        <translation>拖到時段上，或按 P 排入下一個空檔。</translation>
    </message>
    <message>
        <source>Everyone has been seen on time. Customers appear here when their visit interval ends.</source>
        <translation>所有客戶都已如期拜訪。到期的客戶會顯示在這裡。</translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>上次拜訪 {0}，每 %n 天一次</numerusform>
        </translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未拜訪</translation>
    </message>
    <message numerus="yes">
        <source>%n days over</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
</context>
<context>
    <name>EditForm</name>
    <message>
        <source>Another field</source>
        <translation>新增欄位</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>This is needed.</source>
        <translation>此欄位必填。</translation>
    </message>
</context>
<context>
    <name>Email</name>
    <message>
        <source>This e-mail is logged already</source>
        <translation>這封郵件已經記錄</translation>
    </message>
    <message>
        <source>No contact has this address: {0}</source>
        <translation>沒有聯絡人使用此地址：{0}</translation>
    </message>
    <message>
        <source>The text is longer than 64 KB: its beginning is kept</source>
        <translation>內文超過 64 KB：只保留開頭部分</translation>
    </message>
    <message>
        <source>No program for e-mail was found. {0} is in the clipboard.</source>
        <translation>找不到電子郵件程式。{0} 已複製到剪貼簿。</translation>
    </message>
    <message>
        <source>Writing to {0}</source>
        <translation>正在寫信給 {0}</translation>
    </message>
    <message>
        <source>Log e-mail</source>
        <translation>記錄郵件</translation>
    </message>
</context>
<context>
    <name>EmailPage</name>
    <message>
        <source>About</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>It was logged without its text.</source>
        <translation>記錄時沒有內文。</translation>
    </message>
</context>
<context>
    <name>FactChip</name>
    <message>
        <source>{0}?</source>
        <translation>{0}？</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Field</source>
        <translation>欄位</translation>
    </message>
    <message>
        <source>What happens to it</source>
        <translation>變更方式</translation>
    </message>
    <message>
        <source>Leave this field as it is</source>
        <translation>此欄位保持不變</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Remove {0}</source>
        <translation>移除「{0}」</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>已在伺服器上</translation>
    </message>
    <message>
        <source>fetching {0} %</source>
        <translation>正在取得 {0}%</translation>
    </message>
    <message>
        <source>could not be moved: attach it again</source>
        <translation>無法傳輸：請重新附加檔案</translation>
    </message>
    <message>
        <source>sending {0} %</source>
        <translation>正在傳送 {0}%</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Bring in accounts, contacts, leads, opportunities, tasks or meetings</source>
        <translation>匯入客戶、聯絡人、潛在客戶、商機、待辦事項或會議</translation>
    </message>
    <message>
        <source>Choose a table (CSV), contact cards (.vcf) or a calendar (.ics) that another program has saved, or drop it here. It works without a network, and nothing is saved before you have seen what will come of it.</source>
        <translation>請選擇其他程式儲存的表格（CSV）、名片（.vcf）或行事曆（.ics），或將其拖放到此處。不需要網路；在您看到結果之前不會儲存任何內容。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>選擇檔案…</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>先前的匯入</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>新增 %n 筆</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>更新 %n 筆</numerusform>
        </translation>
    </message>
    <message>
        <source>stopped before its end</source>
        <translation>未全部完成</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已復原</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>復原此次匯入</translation>
    </message>
    <message>
        <source>Undo the import of {0}</source>
        <translation>復原匯入「{0}」</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>選擇檔案</translation>
    </message>
    <message>
        <source>Tables, contact cards, calendars</source>
        <translation>表格、名片、行事曆</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有檔案</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>篩選</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>篩選此清單</translation>
    </message>
    <message>
        <source>Filter this list  /</source>
        <translation>篩選此清單  /</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>新增條件</translation>
    </message>
    <message>
        <source>{0} is empty</source>
        <translation>{0}為空白</translation>
    </message>
    <message>
        <source>{0} is not empty</source>
        <translation>{0}不為空白</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>移除條件</translation>
    </message>
</context>
<context>
    <name>FirstSyncPage</name>
    <message>
        <source>Getting your data</source>
        <translation>正在取得您的資料</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Progress of the first sync</source>
        <translation>首次同步進度</translation>
    </message>
    <message>
        <source>{0}. What has come so far stays; the rest follows.</source>
        <translation>{0}。已收到的都會保留，其餘隨後繼續。</translation>
    </message>
    <message>
        <source>Your territory is being copied to this laptop. You can start before it is all here.</source>
        <translation>正在將您業務區域的資料複製到這台電腦。不必等全部完成即可開始工作。</translation>
    </message>
    <message>
        <source>{0} of {1} records. You can start before it is all here.</source>
        <translation>已收到 {0} 筆記錄，共 {1} 筆。不必等全部完成即可開始工作。</translation>
    </message>
</context>
<context>
    <name>ForecastView</name>
    <message>
        <source>Forecast</source>
        <translation>預測</translation>
    </message>
    <message>
        <source>Forecast by person</source>
        <translation>依人員預測</translation>
    </message>
    <message>
        <source>Enter opens an opportunity, Ctrl+Left and Ctrl+Right change its forecast category.</source>
        <translation>按 Enter 開啟商機，按 Ctrl+左/右方向鍵變更預測類別。</translation>
    </message>
    <message>
        <source>No opportunities behind this figure.</source>
        <translation>此數字沒有對應的商機。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人員</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>差額</translation>
    </message>
    <message>
        <source>The quota less what is closed</source>
        <translation>目標減去已結案金額</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已送出</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>上期誤差</translation>
    </message>
    <message>
        <source>What was committed for the period before, beside what was won</source>
        <translation>上期承諾與實際成交之差</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Forecast for {0} submitted</source>
        <translation>已送出 {0} 的預測</translation>
    </message>
</context>
<context>
    <name>FormCard</name>
    <message>
        <source>The questions of this form cannot be read here: sync, or update CRMDesk.</source>
        <translation>無法讀取此表單的問題：請同步，或更新 CRMDesk。</translation>
    </message>
    <message>
        <source>Which form fits this visit?</source>
        <translation>此次拜訪使用哪個表單？</translation>
    </message>
    <message>
        <source>{0} of {1} answered</source>
        <translation>已回答 {0}/{1}</translation>
    </message>
    <message>
        <source>This needs an answer before you submit.</source>
        <translation>送出前需要回答此問題。</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>needed</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>FormPanel</name>
    <message>
        <source>Close the form</source>
        <translation>關閉表單</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Save  Ctrl+S</source>
        <translation>儲存  Ctrl+S</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新增{0}</translation>
    </message>
    <message>
        <source>Edit: {0}</source>
        <translation>編輯：{0}</translation>
    </message>
    <message>
        <source>{0} created</source>
        <translation>已建立「{0}」</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已儲存「{0}」</translation>
    </message>
    <message>
        <source>This record was deleted meanwhile. Copy what you still need.</source>
        <translation>此記錄已在這段期間遭刪除。請複製仍需要的內容。</translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message>
        <source>Group the list</source>
        <translation>清單分組</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>分組依據</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>不分組</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>摺疊所有群組</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>展開所有群組</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>其他全部</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（無名稱）</translation>
    </message>
</context>
<context>
    <name>HeldCells</name>
    <message>
        <source>A cell cannot be saved as it is. Correct it, or press Esc to leave it as it was.</source>
        <translation>有一個儲存格無法以目前的內容儲存。請更正，或按 Esc 保留原來的值。</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>不儲存並關閉</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Open the record</source>
        <translation>開啟記錄</translation>
    </message>
    <message>
        <source>As of a date</source>
        <translation>依日期檢視</translation>
    </message>
    <message>
        <source>The record as it was on a day, beside what it is now  ←</source>
        <translation>檢視某一天的記錄，並與現在對照  ←</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新查詢</translation>
    </message>
    <message>
        <source>No change is known here yet</source>
        <translation>這裡還沒有已知的變更</translation>
    </message>
    <message>
        <source>The centre keeps the whole past of a record. It is shown as soon as it can be reached.</source>
        <translation>伺服器保有完整的變更記錄，連線後即會顯示。</translation>
    </message>
    <message>
        <source>History of {0}</source>
        <translation>變更記錄：{0}</translation>
    </message>
    <message>
        <source>Asking the centre for the rest…</source>
        <translation>正在向伺服器取得其餘內容…</translation>
    </message>
    <message>
        <source>Complete, as of {0}.</source>
        <translation>內容完整（截至{0}）。</translation>
    </message>
    <message>
        <source>The centre does not know this record yet, or you may not see it any more.</source>
        <translation>伺服器上還沒有此記錄，或您已無權檢視。</translation>
    </message>
    <message>
        <source>As of {0} at the centre, and what was saved here since. Later changes by others are missing.</source>
        <translation>伺服器提供的變更記錄（{0}），以及之後在本機儲存的內容。其他人後來的變更不在其中。</translation>
    </message>
    <message>
        <source>The history of this record is not on this laptop: what it was then is told by changes made here alone. The rest follows once the centre can be reached.</source>
        <translation>這台電腦上沒有此記錄的完整變更記錄：當時的狀態僅由此處所做的變更推知。其餘內容將在連上伺服器後顯示。</translation>
    </message>
    <message>
        <source>Only what was changed on this laptop. The rest is shown once the centre can be reached.</source>
        <translation>僅顯示在本機所做的變更，其餘內容在連上伺服器後顯示。</translation>
    </message>
    <message>
        <source>As of {0}, with what is still on its way from this laptop.</source>
        <translation>截至{0}，包含本機正在傳送的內容。</translation>
    </message>
    <message>
        <source>As of the change before</source>
        <translation>上一次變更時</translation>
    </message>
    <message>
        <source>As of the next change</source>
        <translation>下一次變更時</translation>
    </message>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>%n 個欄位</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored: {0}</source>
        <translation>已還原：{0}</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Street</source>
        <translation>街道地址</translation>
    </message>
    <message>
        <source>City</source>
        <translation>鄉鎮市區</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>縣市</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵遞區號</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>國家/地區</translation>
    </message>
    <message>
        <source>Korean (CP949)</source>
        <translation>韓文（CP949）</translation>
    </message>
    <message>
        <source>Simplified Chinese (GB18030)</source>
        <translation>簡體中文（GB18030）</translation>
    </message>
    <message>
        <source>Traditional Chinese (Big5)</source>
        <translation>繁體中文（Big5）</translation>
    </message>
    <message>
        <source>Western European (Windows-1252)</source>
        <translation>西歐語言（Windows-1252）</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗號</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分號</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>定位字元</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>垂直線</translation>
    </message>
    <message>
        <source>Year, month, day</source>
        <translation>年、月、日</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>日、月、年</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>月、日、年</translation>
    </message>
    <message>
        <source>%n records of the import are gone again.</source>
        <translation>已移除此次匯入的 %n 筆記錄。</translation>
    </message>
    <message>
        <source>%n records are as they were before.</source>
        <translation>%n 筆記錄已恢復原狀。</translation>
    </message>
    <message>
        <source>%n records stay: somebody has gone on with them since the import.</source>
        <translation>保留了 %n 筆記錄：匯入後已有人繼續使用。</translation>
    </message>
    <message>
        <source>It was stopped; the rest stays.</source>
        <translation>已停止；其餘的仍然保留。</translation>
    </message>
    <message>
        <source>An account that is not here yet</source>
        <translation>尚不存在的客戶</translation>
    </message>
    <message>
        <source>is created</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>is left empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>rejects the row</source>
        <translation>拒絕該列</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import</source>
        <translation>匯入</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Step {0} of {1}: {2}</source>
        <translation>第 {0} 步，共 {1} 步：{2}</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Log an e-mail from a file…</source>
        <translation>從檔案記錄電子郵件…</translation>
    </message>
    <message>
        <source>{0} has been imported</source>
        <translation>{0}已匯入</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>檢視</translation>
    </message>
    <message numerus="yes">
        <source>%n files of other kinds were left aside</source>
        <translation>
            <numerusform>已略過 %n 個其他類型的檔案</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose an e-mail</source>
        <translation>選擇電子郵件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有檔案</translation>
    </message>
</context>
<context>
    <name>InViewCard</name>
    <message>
        <source>No customer here. Move the map, or show all customers.</source>
        <translation>此處沒有客戶。請移動地圖，或顯示全部客戶。</translation>
    </message>
    <message>
        <source>In view</source>
        <translation>地圖範圍內</translation>
    </message>
    <message>
        <source>due</source>
        <translation>該拜訪</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Keep your value</source>
        <translation>保留我的值</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>採用對方的值</translation>
    </message>
    <message>
        <source>Edit the result</source>
        <translation>編輯結果</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>待處理</translation>
    </message>
    <message>
        <source>What needs you</source>
        <translation>需要您處理的項目</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>沒有需要您處理的項目</translation>
    </message>
    <message>
        <source>When somebody else changes the same value as you, or the centre cannot accept an edit of yours, it waits here for your decision. Nothing is ever overwritten silently.</source>
        <translation>若其他人修改了與您相同的值，或伺服器無法接受您的修改，會留在這裡等您決定。絕不會在您不知情時覆寫任何內容。</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n 項需要處理</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: may be the same</source>
        <translation>{0}：可能重複</translation>
    </message>
    <message>
        <source>deleted and changed</source>
        <translation>一方刪除，一方修改</translation>
    </message>
    <message>
        <source>{0}: refused</source>
        <translation>{0}：遭拒絕</translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts settled</source>
        <translation>
            <numerusform>已解決 %n 個衝突</numerusform>
        </translation>
    </message>
    <message>
        <source>Merged into {0}</source>
        <translation>已合併至「{0}」</translation>
    </message>
    <message>
        <source>Both stay</source>
        <translation>兩筆記錄皆保留</translation>
    </message>
    <message>
        <source>It goes out with the next sync</source>
        <translation>將於下次同步時傳送</translation>
    </message>
    <message>
        <source>Save refused edits</source>
        <translation>儲存遭拒絕的修改</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>無法寫入檔案：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n refused edits saved to {0}</source>
        <translation>
            <numerusform>已將 %n 筆遭拒絕的修改儲存至 {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InstantEditor</name>
    <message>
        <source>Time of {0}</source>
        <translation>{0}的時間</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Not a time: {0}. Write it like {1}.</source>
        <translation>不是時間：{0}。請依 {1} 的格式輸入。</translation>
    </message>
    <message>
        <source>The day is missing.</source>
        <translation>缺少日期。</translation>
    </message>
</context>
<context>
    <name>KeyringPage</name>
    <message>
        <source>Waiting for this laptop&apos;s keyring</source>
        <translation>正在等待這台電腦的鑰匙圈</translation>
    </message>
    <message>
        <source>It keeps the key to your data. If it asks for its password, unlock it.</source>
        <translation>您資料的金鑰存放在鑰匙圈中。如果鑰匙圈要求輸入密碼，請將其解鎖。</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keyboard</source>
        <translation>鍵盤</translation>
    </message>
    <message>
        <source>Menus and tool tips show the key of each command.</source>
        <translation>選單和工具提示會顯示每個命令的快速鍵。</translation>
    </message>
    <message>
        <source>All keys of this page</source>
        <translation>此頁面的所有快速鍵</translation>
    </message>
</context>
<context>
    <name>KeysetModel</name>
    <message>
        <source>open</source>
        <translation>已展開</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>已摺疊</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
</context>
<context>
    <name>KnownStep</name>
    <message>
        <source>Already here</source>
        <translation>已存在</translation>
    </message>
    <message numerus="yes">
        <source>%n records in the file seem to be here already, or earlier in the file.</source>
        <translation>
            <numerusform>檔案中有 %n 筆記錄似乎已存在，或與檔案前面的記錄重複。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>檔案中</translation>
    </message>
    <message>
        <source>Records that seem to be here already</source>
        <translation>似乎已存在的記錄</translation>
    </message>
    <message>
        <source>{0}  (line {1}): {2}</source>
        <translation>{0}（第 {1} 列）：{2}</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>不匯入</translation>
    </message>
    <message>
        <source>Update what is here</source>
        <translation>更新現有記錄</translation>
    </message>
    <message>
        <source>Make a second record</source>
        <translation>另增一筆記錄</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>此記錄</translation>
    </message>
    <message>
        <source>Line {0}</source>
        <translation>第 {0} 列</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>現有記錄</translation>
    </message>
</context>
<context>
    <name>LeadPage</name>
    <message>
        <source>Convert</source>
        <translation>轉換</translation>
    </message>
    <message>
        <source>Convert  Ctrl+Shift+K</source>
        <translation>轉換  Ctrl+Shift+K</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>請勿聯絡</translation>
    </message>
    <message>
        <source>What it became</source>
        <translation>轉換結果</translation>
    </message>
    <message>
        <source>Contact details</source>
        <translation>聯絡方式</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>Convert the lead</source>
        <translation>轉換潛在客戶</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Log a call or plan a task.</source>
        <translation>還沒有活動。您可以記錄通話或安排待辦事項。</translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation>尚無描述。</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>目前：{0}</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Changes not saved</source>
        <translation>有尚未儲存的變更</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>捨棄</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續編輯</translation>
    </message>
</context>
<context>
    <name>LineModel</name>
    <message>
        <source>Add a product…</source>
        <translation>新增產品…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
</context>
<context>
    <name>LinesCard</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Add a product</source>
        <translation>新增產品</translation>
    </message>
    <message>
        <source>No products.</source>
        <translation>沒有產品。</translation>
    </message>
    <message>
        <source>Tab goes through the cells, Enter adds the next line, Delete takes a line away</source>
        <translation>Tab 在儲存格間移動，Enter 新增下一列，Delete 刪除一列</translation>
    </message>
    <message>
        <source>Lines without a price in {0} are not in the sum.</source>
        <translation>沒有 {0} 價格的明細未計入合計。</translation>
    </message>
    <message>
        <source>List price</source>
        <translation>定價</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Tax {0}</source>
        <translation>稅 {0}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已儲存「{0}」</translation>
    </message>
    <message>
        <source>{0} added</source>
        <translation>已新增「{0}」</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>已刪除「{0}」</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>New {0}</source>
        <translation>新增{0}</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Choose columns</source>
        <translation>選擇欄位</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>匯出為 CSV</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Export: {0}</source>
        <translation>匯出：{0}</translation>
    </message>
    <message>
        <source>{0} written, rows: {1}</source>
        <translation>已寫入 {0}，列數：{1}</translation>
    </message>
    <message>
        <source>“{0}” also asked for a field that is gone: it shows more than it did.</source>
        <translation>「{0}」的篩選條件中有一個欄位已不存在，因此顯示的內容比以前多。</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>沒有符合的項目</translation>
    </message>
    <message>
        <source>No entry of this list fits the filter.</source>
        <translation>此清單中沒有符合篩選條件的項目。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除篩選</translation>
    </message>
    <message>
        <source>Nothing here yet. This list is kept at the centre.</source>
        <translation>還沒有內容。此清單由伺服器維護。</translation>
    </message>
    <message>
        <source>Nothing here yet. What you add is saved on this laptop and goes out with the next sync.</source>
        <translation>還沒有內容。您新增的內容會儲存在本機，並於下次同步時傳送。</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新增{0}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編輯</translation>
    </message>
    <message>
        <source>Open the account</source>
        <translation>開啟客戶</translation>
    </message>
</context>
<context>
    <name>LogVisitForm</name>
    <message>
        <source>Log a visit</source>
        <translation>記錄拜訪</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Where are you? One click checks you in.</source>
        <translation>您在哪裡？按一下即可簽到。</translation>
    </message>
    <message>
        <source>Check in now</source>
        <translation>立即簽到</translation>
    </message>
    <message>
        <source>Plan for later</source>
        <translation>安排日後拜訪</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>已簽到</translation>
    </message>
</context>
<context>
    <name>LongTextEditor</name>
    <message>
        <source>At most 64 KB of text.</source>
        <translation>文字上限為 64 KB。</translation>
    </message>
</context>
<context>
    <name>LostReasonBar</name>
    <message>
        <source>Why was it lost?</source>
        <translation>失單原因是什麼？</translation>
    </message>
    <message>
        <source>Close without a reason</source>
        <translation>不填原因，直接結案</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>維持進行中</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Search everything</source>
        <translation>搜尋全部內容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一頁</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>下一頁</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>鍵盤快速鍵</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>編輯儲存格</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>開啟記錄</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Open the record in a window of its own</source>
        <translation>在新視窗中開啟記錄</translation>
    </message>
    <message>
        <source>Edit the record</source>
        <translation>編輯記錄</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新增記錄</translation>
    </message>
    <message>
        <source>Delete what is selected</source>
        <translation>刪除所選項目</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>篩選清單</translation>
    </message>
    <message>
        <source>Group the list</source>
        <translation>清單分組</translation>
    </message>
    <message>
        <source>Fold or unfold a group</source>
        <translation>摺疊或展開群組</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>選擇欄位</translation>
    </message>
    <message>
        <source>Select all that match</source>
        <translation>全選符合條件的記錄</translation>
    </message>
    <message>
        <source>Apply the panel to all selected</source>
        <translation>套用到所有選取的記錄</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>儲存表單</translation>
    </message>
    <message>
        <source>Leave, go back</source>
        <translation>離開，返回</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>在清單中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有頁面</translation>
    </message>
    <message>
        <source>Search everything  Ctrl+K</source>
        <translation>搜尋全部內容  Ctrl+K</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>瀏覽區</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Day before, day after</source>
        <translation>前一天，後一天</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>移動地圖</translation>
    </message>
    <message>
        <source>Nearer, farther away</source>
        <translation>放大，縮小</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>全部客戶</translation>
    </message>
    <message>
        <source>Move the stop up, down</source>
        <translation>上移、下移拜訪點</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map</source>
        <translation>地圖</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>後一天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>全部客戶</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Farther away</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Best order</source>
        <translation>最佳順序</translation>
    </message>
    <message>
        <source>Keep this order</source>
        <translation>採用此順序</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>保持原樣</translation>
    </message>
    <message>
        <source>No customers on the map yet</source>
        <translation>還沒有標示位置的客戶</translation>
    </message>
    <message>
        <source>Locations come from an import or from the centre. Customers that have one appear here.</source>
        <translation>位置資料來自匯入或伺服器，有位置的客戶會顯示在這裡。</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>拜訪點</translation>
    </message>
    <message>
        <source>No visit on this day. Click a customer on the map to plan one.</source>
        <translation>這一天沒有拜訪。點選地圖上的客戶來安排拜訪。</translation>
    </message>
    <message>
        <source>With the way between them, these stops do not fit into the day.</source>
        <translation>加上路程時間，這些拜訪點一天內排不下。</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分鐘</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小時</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小時 {1} 分鐘</translation>
    </message>
    <message>
        <source>{0} ({1} late)</source>
        <translation>{0}（遲到 {1}）</translation>
    </message>
    <message>
        <source>An agreed time would not be kept: {0}</source>
        <translation>無法依約定時間抵達：{0}</translation>
    </message>
    <message>
        <source>{0} in a straight line, {1} before</source>
        <translation>直線距離 {0}，原為 {1}</translation>
    </message>
    <message>
        <source>until {0}, after working hours</source>
        <translation>到{0}結束，超出上班時間</translation>
    </message>
    <message>
        <source>{0} in a straight line</source>
        <translation>直線距離 {0}</translation>
    </message>
    <message>
        <source>This is the best order already</source>
        <translation>已經是最佳順序</translation>
    </message>
    <message>
        <source>The day has a new order</source>
        <translation>當天的順序已變更</translation>
    </message>
    <message>
        <source>There is no time left for {0} on this day</source>
        <translation>這一天沒有時間拜訪{0}了</translation>
    </message>
    <message>
        <source>{0} added at {1}</source>
        <translation>{0}已加入，時間：{1}</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map</source>
        <translation>地圖</translation>
    </message>
    <message numerus="yes">
        <source>%n customers in view. Arrow keys move, plus and minus zoom.</source>
        <translation>
            <numerusform>地圖範圍內有 %n 個客戶。方向鍵移動，加減鍵縮放。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 個</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>檔案(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>記錄(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編輯(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>檢視(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>說明(&amp;H)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>佈景主題</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟隨系統</translation>
    </message>
</context>
<context>
    <name>MoneyEditor</name>
    <message>
        <source>Currency of {0}</source>
        <translation>{0}的幣別</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>幣別</translation>
    </message>
    <message>
        <source>Not an amount: {0}</source>
        <translation>不是金額：{0}</translation>
    </message>
    <message>
        <source>{0} has no digits after the point.</source>
        <translation>{0} 沒有小數位。</translation>
    </message>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>小數點後最多 %n 位。</numerusform>
        </translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>不得小於 {0}。</translation>
    </message>
    <message>
        <source>This amount is too large.</source>
        <translation>金額過大。</translation>
    </message>
</context>
<context>
    <name>NextStepBar</name>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What brings this forward?</source>
        <translation>怎樣推進下一步？</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Not a number: {0}</source>
        <translation>不是數字：{0}</translation>
    </message>
    <message>
        <source>Whole numbers only.</source>
        <translation>只能輸入整數。</translation>
    </message>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>小數點後最多 %n 位。</numerusform>
        </translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>不得小於 {0}。</translation>
    </message>
    <message>
        <source>At most {0}.</source>
        <translation>不得大於 {0}。</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>數字過大。</translation>
    </message>
</context>
<context>
    <name>OpportunitiesPage</name>
    <message>
        <source>View</source>
        <translation>檢視</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>預測</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新增{0}</translation>
    </message>
    <message>
        <source>Send the card to the next stage</source>
        <translation>將卡片移到下一階段</translation>
    </message>
    <message>
        <source>Send the card a stage back</source>
        <translation>將卡片移回上一階段</translation>
    </message>
    <message>
        <source>Write the card&apos;s next step</source>
        <translation>填寫卡片的下一步</translation>
    </message>
    <message>
        <source>Count the opportunity as more certain</source>
        <translation>將商機的預測類別調高</translation>
    </message>
    <message>
        <source>Count the opportunity as less certain</source>
        <translation>將商機的預測類別調低</translation>
    </message>
</context>
<context>
    <name>OpportunityPage</name>
    <message>
        <source>Move to the next stage</source>
        <translation>移到下一階段</translation>
    </message>
    <message>
        <source>Move a stage back</source>
        <translation>退回上一階段</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>Make a quote</source>
        <translation>建立報價單</translation>
    </message>
    <message>
        <source>Use the total as amount</source>
        <translation>以合計為金額</translation>
    </message>
    <message>
        <source>Nobody yet. Name the people who decide.</source>
        <translation>還沒有人。請加入參與決策的人。</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>還沒有活動。您可以安排拜訪或記錄通話。</translation>
    </message>
    <message>
        <source>None yet. What brings this forward?</source>
        <translation>還沒有。下一步如何推進？</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>預期金額</translation>
    </message>
    <message>
        <source>In this stage</source>
        <translation>目前階段已停留</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Products</source>
        <translation>產品</translation>
    </message>
    <message>
        <source>Amount: {0}</source>
        <translation>金額：{0}</translation>
    </message>
    <message>
        <source>Quote made</source>
        <translation>已建立報價單</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>目前：{0}</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>No web browser was found. {0} is in the clipboard.</source>
        <translation>找不到網頁瀏覽器。{0} 已複製到剪貼簿。</translation>
    </message>
</context>
<context>
    <name>PageHead</name>
    <message>
        <source>Back</source>
        <translation>上一頁</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>1  Merge…</source>
        <translation>1  合併…</translation>
    </message>
    <message>
        <source>Press 1 or M</source>
        <translation>按 1 或 M 鍵</translation>
    </message>
    <message>
        <source>2  Not a duplicate</source>
        <translation>2  並非重複</translation>
    </message>
    <message>
        <source>You are not asked again. Press 2 or T</source>
        <translation>之後不再詢問。按 2 或 T 鍵</translation>
    </message>
    <message>
        <source>1  Keep the left one</source>
        <translation>1  保留左側</translation>
    </message>
    <message>
        <source>2  Keep the right one</source>
        <translation>2  保留右側</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>返回選擇</translation>
    </message>
    <message>
        <source>Open the left one</source>
        <translation>開啟左側記錄</translation>
    </message>
    <message>
        <source>Open the right one</source>
        <translation>開啟右側記錄</translation>
    </message>
    <message>
        <source>Both have the same {0}: {1}. They may be one and the same.</source>
        <translation>兩筆記錄的{0}相同：{1}。可能是同一對象。</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>came second, {0}</source>
        <translation>後建立，{0}</translation>
    </message>
    <message>
        <source>came second</source>
        <translation>後建立</translation>
    </message>
    <message>
        <source>was here first</source>
        <translation>先建立</translation>
    </message>
    <message>
        <source>The other one belongs to somebody else: its owner or a manager can do this</source>
        <translation>另一筆記錄屬於其他人：須由其負責人或主管處理</translation>
    </message>
    <message>
        <source>Which one stays? It keeps its values, takes what it lacks from the other one, and everything that belongs to the other one. It can be undone until it is sent to the centre; after that, single values are brought back from the record&apos;s history.</source>
        <translation>要保留哪一筆？保留的一筆沿用自己的值，缺少的值由另一筆補上，屬於另一筆的內容也全部歸入。傳送到伺服器之前可以復原；之後可從變更記錄逐一還原值。</translation>
    </message>
    <message>
        <source>Both belong to somebody else: an owner or a manager can merge them.</source>
        <translation>兩筆記錄都屬於其他人：須由負責人或主管合併。</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>The period before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>The next period</source>
        <translation>下一期</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>The present period</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>Month or quarter</source>
        <translation>月或季</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>幣別</translation>
    </message>
    <message>
        <source>By quarter</source>
        <translation>依季</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>依月</translation>
    </message>
</context>
<context>
    <name>PhaseBar</name>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>comes next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>later</source>
        <translation>之後</translation>
    </message>
    <message>
        <source>nothing comes after it</source>
        <translation>到此結束</translation>
    </message>
</context>
<context>
    <name>PhotosCard</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>新增照片</translation>
    </message>
    <message>
        <source>No photos yet. Add them, or drop them here.</source>
        <translation>還沒有照片。請新增，或拖放到此處。</translation>
    </message>
    <message>
        <source>Save caption</source>
        <translation>儲存說明</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>The photo, enlarged</source>
        <translation>放大的照片</translation>
    </message>
    <message>
        <source>Caption saved</source>
        <translation>說明已儲存</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>{0}: {1}, {2}</source>
        <translation>{0}：{1} {2}</translation>
    </message>
    <message>
        <source>{0}. The time was agreed: tell the customer</source>
        <translation>{0}。該時間已與客戶約定，請通知客戶</translation>
    </message>
    <message>
        <source>{0} is due {1}</source>
        <translation>{0}：{1}到期</translation>
    </message>
    <message>
        <source>A close date is changed on the opportunity&apos;s page</source>
        <translation>預計結案日期在商機頁面修改</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>已完成：{0}</translation>
    </message>
    <message>
        <source>No reminder for {0}</source>
        <translation>已取消 {0} 的提醒</translation>
    </message>
    <message>
        <source>Reminder for {0}: {1}</source>
        <translation>{0} 的提醒：{1}</translation>
    </message>
    <message>
        <source>{0}: time agreed</source>
        <translation>{0}：時間已約定</translation>
    </message>
    <message>
        <source>{0}: time no longer agreed</source>
        <translation>{0}：不再是約定時間</translation>
    </message>
    <message>
        <source>No hour is free on this day: something else is planned for that time</source>
        <translation>這一天沒有空檔：該時段已有其他安排</translation>
    </message>
    <message>
        <source>Visit at {0} planned: {1}</source>
        <translation>已安排{0}的拜訪：{1}</translation>
    </message>
    <message>
        <source>{0}. Something else is planned for that time</source>
        <translation>{0}。該時段已有其他安排</translation>
    </message>
</context>
<context>
    <name>PositionEditor</name>
    <message>
        <source>Write it like 37.5665, 126.9780.</source>
        <translation>請依 37.5665, 126.9780 的格式輸入。</translation>
    </message>
    <message>
        <source>There is no such place on earth.</source>
        <translation>地球上沒有這個位置。</translation>
    </message>
</context>
<context>
    <name>PresenceFields</name>
    <message>
        <source>Time, if it was not just now</source>
        <translation>時間（如果不是剛才）</translation>
    </message>
    <message>
        <source>Position, if you want to keep it</source>
        <translation>位置（如果需要保留）</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>Print</source>
        <translation>列印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存為 PDF</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>列印…</translation>
    </message>
    <message>
        <source>Print  Ctrl+P</source>
        <translation>列印  Ctrl+P</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存為 PDF…</translation>
    </message>
    <message>
        <source>Save as PDF  Ctrl+S</source>
        <translation>另存為 PDF  Ctrl+S</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There is nothing to print any more</source>
        <translation>已沒有可列印的內容</translation>
    </message>
    <message>
        <source>The record was deleted, or moved out of what you see.</source>
        <translation>此記錄已遭刪除，或移出您的可見範圍。</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一頁</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一頁</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 頁，共 {1} 頁</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已另存為 {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已傳送至印表機</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>PreviewStep</name>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>檔案的讀取方式</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>前幾列</translation>
    </message>
    <message>
        <source>The first contacts</source>
        <translation>前幾位聯絡人</translation>
    </message>
    <message>
        <source>The first meetings</source>
        <translation>前幾場會議</translation>
    </message>
    <message>
        <source>Type of record</source>
        <translation>記錄類型</translation>
    </message>
    <message numerus="yes">
        <source>%n of the first {0} rows do not fit the columns. Is the delimiter right?</source>
        <translation>
            <numerusform>前 {0} 列中有 %n 列與欄位不符。分隔符號是否正確？</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no row below the names of the columns.</source>
        <translation>欄位名稱下方沒有任何列。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>編碼</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符號</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>第一列是</translation>
    </message>
    <message>
        <source>Names of the columns</source>
        <translation>欄位名稱</translation>
    </message>
    <message>
        <source>A record like the others</source>
        <translation>一般記錄</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>數字</translation>
    </message>
</context>
<context>
    <name>ProductCell</name>
    <message>
        <source>Name or code</source>
        <translation>名稱或代碼</translation>
    </message>
    <message>
        <source>No product is called so: {0}</source>
        <translation>沒有這個名稱的產品：{0}</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Left</source>
        <translation>←</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>→</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>↑</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>↓</translation>
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
        <translation>必填</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>新增照片</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n 張照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>See the photos</source>
        <translation>見照片</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Files that wait: {0}</source>
        <translation>等候中的檔案：{0}</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一個檔案</translation>
    </message>
    <message>
        <source>Pass this file over</source>
        <translation>略過此檔案</translation>
    </message>
</context>
<context>
    <name>QuickActions</name>
    <message>
        <source>Visit now</source>
        <translation>立即拜訪</translation>
    </message>
    <message>
        <source>Plan visit</source>
        <translation>安排拜訪</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>記錄通話</translation>
    </message>
    <message>
        <source>Visit created</source>
        <translation>拜訪已建立</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>快速記錄</translation>
    </message>
    <message>
        <source>Log it in one line  Ctrl+J</source>
        <translation>一句話記錄  Ctrl+J</translation>
    </message>
    <message>
        <source>Log e-mail</source>
        <translation>記錄郵件</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>待辦事項</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>商機</translation>
    </message>
</context>
<context>
    <name>QuickLog</name>
    <message>
        <source>Another account…</source>
        <translation>其他客戶…</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>其他人…</translation>
    </message>
    <message>
        <source>Another day…</source>
        <translation>換個日期…</translation>
    </message>
    <message>
        <source>Other words…</source>
        <translation>修改內容…</translation>
    </message>
    <message>
        <source>{0}, planned</source>
        <translation>{0}（預定）</translation>
    </message>
    <message>
        <source>No day</source>
        <translation>無日期</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>新增商機</translation>
    </message>
    <message>
        <source>Amount in the notes only</source>
        <translation>金額僅記入備註</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>下一步：{0}</translation>
    </message>
    <message>
        <source>Outcome: {0}</source>
        <translation>結果：{0}</translation>
    </message>
    <message>
        <source>Kind: {0}</source>
        <translation>類型：{0}</translation>
    </message>
    <message>
        <source>Account: {0}</source>
        <translation>客戶：{0}</translation>
    </message>
    <message>
        <source>Which account</source>
        <translation>選擇客戶</translation>
    </message>
    <message>
        <source>Which account is “{0}”</source>
        <translation>找不到客戶「{0}」</translation>
    </message>
    <message>
        <source>Who is “{0}”</source>
        <translation>找不到「{0}」</translation>
    </message>
    <message>
        <source>Person: {0}</source>
        <translation>人員：{0}</translation>
    </message>
    <message>
        <source>When: {0}</source>
        <translation>時間：{0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分鐘</translation>
    </message>
    <message>
        <source>Amount: {0}</source>
        <translation>金額：{0}</translation>
    </message>
    <message>
        <source>The amount goes to: {0}</source>
        <translation>金額記入：{0}</translation>
    </message>
</context>
<context>
    <name>QuickLogBar</name>
    <message>
        <source>Quick log</source>
        <translation>快速記錄</translation>
    </message>
    <message>
        <source>What happened, in one line</source>
        <translation>用一句話記錄</translation>
    </message>
    <message>
        <source>Met Kim, quote 20m, revisit next Tue</source>
        <translation>見了王總，報價20萬，下週二再訪</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Save all of it as one  Enter</source>
        <translation>一次全部儲存  Enter</translation>
    </message>
    <message>
        <source>Close; the line stays for next time</source>
        <translation>關閉（已輸入的內容會保留）</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>Write as you would tell it: whom you met, for how much, what comes next and when.</source>
        <translation>像平常說話一樣寫：見了誰、多少金額、下一步做什麼、什麼時候。</translation>
    </message>
    <message>
        <source>A visit needs an account: choose it above, then press Enter.</source>
        <translation>拜訪必須有客戶：請先在上方選擇，再按 Enter。</translation>
    </message>
    <message>
        <source>Enter saves. Down goes to the facts: Enter corrects one, Delete takes it away.</source>
        <translation>按 Enter 儲存。按 ↓ 進入各項：Enter 修改，Delete 移除。</translation>
    </message>
    <message>
        <source>Logged: {0}</source>
        <translation>已記錄：{0}</translation>
    </message>
    <message>
        <source>{0}: new business</source>
        <translation>{0}新業務</translation>
    </message>
</context>
<context>
    <name>QuoteEntries</name>
    <message>
        <source>valid until {0}</source>
        <translation>有效至 {0}</translation>
    </message>
</context>
<context>
    <name>QuotePage</name>
    <message>
        <source>Preview and print</source>
        <translation>預覽與列印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存為 PDF</translation>
    </message>
    <message>
        <source>Mark as sent</source>
        <translation>標示為已送出</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>標示為已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>標示為已拒絕</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>標示為已過期</translation>
    </message>
    <message>
        <source>Preview and print  Ctrl+P</source>
        <translation>預覽與列印  Ctrl+P</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存為 PDF…</translation>
    </message>
    <message>
        <source>Save as PDF  Ctrl+S</source>
        <translation>另存為 PDF  Ctrl+S</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>修訂</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本資料</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>產品</translation>
    </message>
    <message>
        <source>No terms yet. They stand below the sum.</source>
        <translation>尚無條款。條款印在合計下方。</translation>
    </message>
    <message>
        <source>Draft number: the server gives one with the next sync</source>
        <translation>草稿編號：下次同步時由伺服器編號</translation>
    </message>
    <message>
        <source>This offer stood until {0}. Revise it, or close it as expired.</source>
        <translation>此報價有效至 {0}。請修訂，或標為已過期。</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>目前：{0}</translation>
    </message>
    <message>
        <source>Revision made</source>
        <translation>已建立修訂版</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已另存為 {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
</context>
<context>
    <name>QuoteWriter</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Revision {0}</source>
        <translation>修訂版 {0}</translation>
    </message>
    <message>
        <source>For</source>
        <translation>致</translation>
    </message>
    <message>
        <source>Attention: {0}</source>
        <translation>收件人：{0}</translation>
    </message>
    <message>
        <source>#</source>
        <translation>項次</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>List price</source>
        <translation>定價</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>小計</translation>
    </message>
    <message>
        <source>Tax {0}</source>
        <translation>稅 {0}</translation>
    </message>
    <message>
        <source>We accept this offer:</source>
        <translation>我們接受此報價：</translation>
    </message>
    <message>
        <source>Place and date</source>
        <translation>地點與日期</translation>
    </message>
    <message>
        <source>Name and signature</source>
        <translation>姓名與簽名</translation>
    </message>
</context>
<context>
    <name>ReadingCover</name>
    <message>
        <source>Reading…</source>
        <translation>正在讀取…</translation>
    </message>
    <message>
        <source>The disk is slow or busy. What you have saved is safe.</source>
        <translation>磁碟速度較慢或忙碌中。已儲存的內容不受影響。</translation>
    </message>
    <message>
        <source>This could not be read</source>
        <translation>無法讀取</translation>
    </message>
    <message>
        <source>{0}
What you have saved is not affected.</source>
        <translation>{0}
已儲存的內容不受影響。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Changed by somebody else meanwhile. Saving keeps yours.</source>
        <translation>這段期間已由其他人修改。儲存將保留您的內容。</translation>
    </message>
</context>
<context>
    <name>RecordLookup</name>
    <message>
        <source>(not on this laptop)</source>
        <translation>（不在本機）</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>History</source>
        <translation>變更記錄</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>在新視窗中開啟</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編輯</translation>
    </message>
    <message>
        <source>Edit  Ctrl+E</source>
        <translation>編輯  Ctrl+E</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>This record is not here any more</source>
        <translation>此記錄已不在這裡</translation>
    </message>
    <message>
        <source>It was deleted, or moved out of what you see. What you saved in it before was sent.</source>
        <translation>已遭刪除，或已移出您的可見範圍。您先前儲存的內容已經傳送。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一頁</translation>
    </message>
</context>
<context>
    <name>RecordWindows</name>
    <message>
        <source>Open in a new window</source>
        <translation>在新視窗中開啟</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>Type to search</source>
        <translation>輸入以搜尋</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>請從清單中選擇一項。</translation>
    </message>
</context>
<context>
    <name>RefusalView</name>
    <message>
        <source>Bring back: {0}</source>
        <translation>還原：{0}</translation>
    </message>
    <message>
        <source>Another one: {0}</source>
        <translation>另選記錄：{0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>編輯後重新傳送</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新傳送</translation>
    </message>
    <message>
        <source>For when what stood in the way has gone</source>
        <translation>適用於阻礙因素已排除的情況</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>儲存至檔案…</translation>
    </message>
    <message>
        <source>Put under this one</source>
        <translation>歸到此記錄之下</translation>
    </message>
    <message>
        <source>What you entered</source>
        <translation>您輸入的內容</translation>
    </message>
    <message>
        <source>Nothing is lost: it stays on this laptop until you decide.</source>
        <translation>沒有遺失任何內容，在您決定之前都會保留在本機。</translation>
    </message>
    <message>
        <source>The centre did not accept this new record of {0}. {1}</source>
        <translation>伺服器未接受這筆新記錄（{0}）。{1}</translation>
    </message>
    <message>
        <source>The centre did not accept this deletion of {0}. {1}</source>
        <translation>伺服器未接受這次刪除（{0}）。{1}</translation>
    </message>
    <message>
        <source>The centre did not accept your change of {0}. {1}</source>
        <translation>伺服器未接受您的修改（{0}）。{1}</translation>
    </message>
    <message>
        <source>The centre&apos;s advice: {0}.</source>
        <translation>伺服器的建議：{0}。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>捨棄</translation>
    </message>
</context>
<context>
    <name>RejectsCard</name>
    <message>
        <source>Rows not imported</source>
        <translation>無法匯入的資料列</translation>
    </message>
    <message>
        <source>Save these rows…</source>
        <translation>儲存這些列…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{0}-rejected.csv</source>
        <translation>{0}-未匯入.csv</translation>
    </message>
    <message>
        <source>Save the rows</source>
        <translation>儲存資料列</translation>
    </message>
    <message numerus="yes">
        <source>%n rows saved. Correct them and import that file.</source>
        <translation>
            <numerusform>已儲存 %n 列。請更正後匯入該檔案。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderBar</name>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>稍後提醒</translation>
    </message>
    <message>
        <source>In 10 minutes</source>
        <translation>10 分鐘後</translation>
    </message>
    <message>
        <source>In 1 hour</source>
        <translation>1 小時後</translation>
    </message>
    <message>
        <source>Tomorrow at 9</source>
        <translation>明天 9 點</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>關閉</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 則</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>{0} reminders</source>
        <translation>{0} 則提醒</translation>
    </message>
    <message>
        <source>Snooze 10 minutes</source>
        <translation>10 分鐘後提醒</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Report</source>
        <translation>報告</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>會面人員</translation>
    </message>
    <message>
        <source>Make it a task due</source>
        <translation>設為待辦事項，期限</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>新增待辦事項</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>新增人員</translation>
    </message>
    <message>
        <source>Say what comes next; the task is named after it.</source>
        <translation>請輸入下一步，待辦事項將以此命名。</translation>
    </message>
</context>
<context>
    <name>ReportsCard</name>
    <message>
        <source>Privacy and crash reports</source>
        <translation>隱私與當機報告</translation>
    </message>
    <message>
        <source>When the program fails it keeps a report here, without names or values. Nothing is ever sent.</source>
        <translation>程式出錯時會在此保留一份報告，不含任何名稱或數值。不會傳送任何內容。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>複製報告</translation>
    </message>
    <message>
        <source>Delete the report</source>
        <translation>刪除報告</translation>
    </message>
    <message>
        <source>A report is kept on this laptop.</source>
        <translation>本機保留了一份報告。</translation>
    </message>
    <message>
        <source>No report is kept.</source>
        <translation>沒有保留任何報告。</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>報告已複製到剪貼簿。</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Import another file</source>
        <translation>匯入其他檔案</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一個檔案</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>復原此次匯入</translation>
    </message>
    <message>
        <source>Show in {0}</source>
        <translation>檢視{0}</translation>
    </message>
    <message>
        <source>created</source>
        <translation>已新增</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未變更</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>未匯入</translation>
    </message>
    <message>
        <source>The import was stopped; what came in by then stays.</source>
        <translation>匯入已停止；在此之前匯入的記錄仍然保留。</translation>
    </message>
    <message>
        <source>It goes to the centre with the next sync, like everything you save.</source>
        <translation>與您儲存的其他內容一樣，將在下次同步時傳送到伺服器。</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were created with it.</source>
        <translation>
            <numerusform>同時新增了 %n 個客戶。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplesCard</name>
    <message>
        <source>Signed for: sign again to change them</source>
        <translation>已簽收：如需更改請重新簽名</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search everything</source>
        <translation>搜尋全部內容</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>搜尋結果</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”</source>
        <translation>找不到「{0}」的結果</translation>
    </message>
    <message>
        <source>Looking in notes and descriptions…</source>
        <translation>正在搜尋備註與描述…</translation>
    </message>
    <message>
        <source>↑ ↓ choose      Enter open      &gt; commands only      Esc leave</source>
        <translation>↑ ↓ 選擇      Enter 開啟      &gt; 僅命令      Esc 關閉</translation>
    </message>
</context>
<context>
    <name>SearchWiring</name>
    <message>
        <source>In notes and descriptions</source>
        <translation>備註與描述</translation>
    </message>
    <message>
        <source>Used lately</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>SelectedRows</name>
    <message>
        <source>Delete {0}</source>
        <translation>刪除 {0}</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編輯…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>安排拜訪…</translation>
    </message>
    <message>
        <source>Make tasks…</source>
        <translation>建立待辦事項…</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Edit…</source>
        <translation>編輯…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>安排拜訪…</translation>
    </message>
    <message>
        <source>Make tasks…</source>
        <translation>建立待辦事項…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消選取</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已選取 {0}</translation>
    </message>
    <message>
        <source>Select all {0}</source>
        <translation>全選 {0} 筆</translation>
    </message>
</context>
<context>
    <name>SetEditor</name>
    <message>
        <source>Type to search</source>
        <translation>輸入以搜尋</translation>
    </message>
    <message>
        <source>Type and press Enter</source>
        <translation>輸入後按 Enter 鍵</translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 個字元。</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>網路連線</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>視窗</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>個人檔案</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>佈景主題</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Density of lists</source>
        <translation>清單密度</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>寬鬆</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>緊湊</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>顯示比例</translation>
    </message>
    <message>
        <source>The size changes the next time CRMDesk starts.</source>
        <translation>新的顯示比例會在下次啟動 CRMDesk 時套用。</translation>
    </message>
    <message>
        <source>Cost of the connection</source>
        <translation>連線計費方式</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Metered</source>
        <translation>計量付費</translation>
    </message>
    <message>
        <source>Not metered</source>
        <translation>不計量</translation>
    </message>
    <message>
        <source>It is metered now: records sync, attached files wait until you ask for one.</source>
        <translation>目前為計量付費：記錄照常同步，附件等您需要時再傳輸。</translation>
    </message>
    <message>
        <source>It is not metered now: attached files come and go by themselves.</source>
        <translation>目前不計量：附件會自動傳送與接收。</translation>
    </message>
    <message>
        <source>Details in notifications</source>
        <translation>通知中的詳細內容</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隱藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>顯示</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>關閉視窗時</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>在系統匣中繼續執行</translation>
    </message>
    <message>
        <source>Hidden, they show neither customer nor subject on a locked screen, where others could read them.</source>
        <translation>隱藏時不顯示客戶和主旨，鎖定畫面上別人看不到。</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登入身分</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>使用者名稱</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>伺服器</translation>
    </message>
    <message>
        <source>Sign out now?</source>
        <translation>要立即登出嗎？</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>登出</translation>
    </message>
    <message>
        <source>Signing out ends the session. Your records and what waits stay, encrypted, on this laptop.</source>
        <translation>登出會結束工作階段。您的記錄和等待傳送的內容會以加密形式保留在本機。</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已登出</translation>
    </message>
    <message>
        <source>Signed out here. The centre could not be told; it ends the session by itself.</source>
        <translation>已在本機登出。無法通知伺服器，工作階段會自行結束。</translation>
    </message>
    <message>
        <source>Size of everything, zoom</source>
        <translation>顯示比例、縮放</translation>
    </message>
    <message>
        <source>Metered line, cost of the connection</source>
        <translation>計量付費、連線計費方式</translation>
    </message>
    <message>
        <source>Window, tray and closing</source>
        <translation>視窗、系統匣與關閉</translation>
    </message>
    <message>
        <source>Keyboard and shortcuts</source>
        <translation>鍵盤與快速鍵</translation>
    </message>
    <message>
        <source>Profile, user and signing out</source>
        <translation>個人檔案、使用者與登出</translation>
    </message>
    <message>
        <source>Laptops, devices, shut out or erase</source>
        <translation>筆記型電腦、裝置、停用或清除</translation>
    </message>
    <message>
        <source>Storage, disk, free up space, check the data</source>
        <translation>儲存空間、磁碟、釋放空間、檢查資料</translation>
    </message>
    <message>
        <source>Privacy and crash reports</source>
        <translation>隱私與當機報告</translation>
    </message>
    <message>
        <source>About CRMDesk, version, licences</source>
        <translation>關於 CRMDesk、版本、授權</translation>
    </message>
</context>
<context>
    <name>SharedViews</name>
    <message>
        <source>{0} is shared now</source>
        <translation>已共用「{0}」</translation>
    </message>
    <message>
        <source>{0} changed for everybody</source>
        <translation>已為所有人變更「{0}」</translation>
    </message>
    <message>
        <source>{0} is shared no more</source>
        <translation>已停止共用「{0}」</translation>
    </message>
</context>
<context>
    <name>Shortlist</name>
    <message>
        <source>Show fewer</source>
        <translation>顯示較少</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>顯示全部</translation>
    </message>
</context>
<context>
    <name>SignInAgainPage</name>
    <message>
        <source>Sign in again</source>
        <translation>重新登入</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>註冊碼</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Use a password</source>
        <translation>使用密碼</translation>
    </message>
    <message>
        <source>Use an enrolment code</source>
        <translation>使用註冊碼</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登入…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>Everything you saved stays on this laptop and goes out afterwards.</source>
        <translation>您儲存的所有內容都保留在本機，登入後傳送。</translation>
    </message>
    <message>
        <source>Signed in. What waited goes out now.</source>
        <translation>已登入。等待的內容正在傳送。</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>Once, while there is a network. From then on you work without one.</source>
        <translation>只需在有網路時登入一次，之後沒有網路也能工作。</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>伺服器位址</translation>
    </message>
    <message>
        <source>User</source>
        <translation>使用者名稱</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>註冊碼</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Passphrase for this laptop</source>
        <translation>本機的密碼片語</translation>
    </message>
    <message>
        <source>Unlocks your data here; do not lose it</source>
        <translation>用於開啟本機上的資料，請牢記</translation>
    </message>
    <message>
        <source>Use a password</source>
        <translation>使用密碼</translation>
    </message>
    <message>
        <source>Use an enrolment code</source>
        <translation>使用註冊碼</translation>
    </message>
    <message>
        <source>Looking for this laptop&apos;s keyring, which is to keep the key to your data…</source>
        <translation>正在尋找這台電腦的鑰匙圈，資料的金鑰將存放在其中…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登入…</translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation>請輸入「{0}」。</translation>
    </message>
</context>
<context>
    <name>SignatureCard</name>
    <message>
        <source>Say who signs, then sign below with a finger, a pen or the mouse.</source>
        <translation>請填寫簽名人，然後用手指、筆或滑鼠在下方簽名。</translation>
    </message>
    <message>
        <source>Field to sign in</source>
        <translation>簽名區</translation>
    </message>
    <message>
        <source>Keep the signature</source>
        <translation>儲存簽名</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>已在紙上簽名</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>重新簽名</translation>
    </message>
    <message>
        <source>Received: {0}</source>
        <translation>已收到：{0}</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}</source>
        <translation>由{0}簽名，{1}</translation>
    </message>
    <message>
        <source>Signed on paper by {0}, {1}</source>
        <translation>由{0}在紙上簽名，{1}</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Stages</source>
        <translation>階段</translation>
    </message>
    <message>
        <source>current</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>已過</translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>未到</translation>
    </message>
</context>
<context>
    <name>StageColumn</name>
    <message>
        <source>Nothing in this stage. Drag a card here.</source>
        <translation>此階段沒有商機。請將卡片拖到這裡。</translation>
    </message>
    <message>
        <source>{0} this quarter</source>
        <translation>本季 {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n opportunities</source>
        <translation>
            <numerusform>%n 個商機</numerusform>
        </translation>
    </message>
    <message>
        <source>closed this quarter</source>
        <translation>本季內結案</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>顯示更多</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>還有 %n 個</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Show more</source>
        <translation>顯示更多</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Somebody out of your sight</source>
        <translation>您無權檢視的人</translation>
    </message>
    <message>
        <source>made this record</source>
        <translation>建立了此記錄</translation>
    </message>
    <message>
        <source>deleted it</source>
        <translation>刪除了此記錄</translation>
    </message>
    <message>
        <source>brought it back</source>
        <translation>還原了此記錄</translation>
    </message>
    <message>
        <source>amended the report</source>
        <translation>更正了報告</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改了此記錄</translation>
    </message>
    <message>
        <source>Offline, not sent yet</source>
        <translation>離線，尚未傳送</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合併</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>衝突</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>遭拒絕</translation>
    </message>
    <message>
        <source>Did not stand</source>
        <translation>未生效</translation>
    </message>
    <message>
        <source>Refused, sent again</source>
        <translation>遭拒絕，已重新傳送</translation>
    </message>
    <message>
        <source>Refused, discarded</source>
        <translation>遭拒絕，已捨棄</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2}</source>
        <translation>{0}：從「{1}」改為「{2}」</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>還原</translation>
    </message>
    <message>
        <source>Restore: {0}</source>
        <translation>還原：{0}</translation>
    </message>
    <message>
        <source>Restore {0}: {1}</source>
        <translation>還原{0}：{1}</translation>
    </message>
</context>
<context>
    <name>StopRow</name>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>延後</translation>
    </message>
    <message>
        <source>{0}, was {1}</source>
        <translation>{0}，原為{1}</translation>
    </message>
    <message>
        <source>{0}, agreed for {1}</source>
        <translation>{0}，約定時間：{1}</translation>
    </message>
    <message>
        <source>{0}, agreed</source>
        <translation>{0}，已約定</translation>
    </message>
    <message>
        <source>place not known</source>
        <translation>位置不明</translation>
    </message>
    <message>
        <source>It has begun or is over, so it stays in its place.</source>
        <translation>已開始或已結束，因此位置不變。</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move it.</source>
        <translation>按 Alt+↑ 和 Alt+↓ 移動。</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Storage</source>
        <translation>儲存空間</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面檢查</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>All of it is encrypted. Freed files stay at the centre and come back when you open them.</source>
        <translation>全部內容均已加密。釋放的檔案仍在伺服器上，開啟時會重新下載。</translation>
    </message>
    <message>
        <source>Free up space</source>
        <translation>釋放空間</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 個檔案</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>尚未檢查</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>搜尋索引</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Can be freed</source>
        <translation>可釋放</translation>
    </message>
    <message>
        <source>Last checked</source>
        <translation>上次檢查</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Freed. The files come back when you open them.</source>
        <translation>已釋放。開啟檔案時會重新下載。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在檢查…</translation>
    </message>
    <message>
        <source>The check was ended before it was through.</source>
        <translation>檢查尚未完成就已停止。</translation>
    </message>
    <message>
        <source>All well: {0} records and {1} saved edits are sound.</source>
        <translation>一切正常：{0} 筆記錄和 {1} 項已儲存的修改均完好。</translation>
    </message>
</context>
<context>
    <name>SyncBanner</name>
    <message>
        <source>Your session has ended. Work on: what you save is kept and goes out after signing in.</source>
        <translation>工作階段已結束。請繼續工作：您儲存的內容會保留，登入後傳送。</translation>
    </message>
    <message>
        <source>This laptop was locked by your administrator and does not sync any more.</source>
        <translation>管理員已鎖定這台電腦，不會再同步。</translation>
    </message>
    <message>
        <source>CRMDesk has to be updated before it can sync. Work on: nothing is lost.</source>
        <translation>須先更新 CRMDesk 才能同步。請繼續工作：不會遺失任何內容。</translation>
    </message>
    <message>
        <source>The disk of this laptop gives trouble. What was saved before is safe.</source>
        <translation>本機磁碟發生問題。先前儲存的內容安全無虞。</translation>
    </message>
    <message>
        <source>The first sync goes on by itself as soon as the centre can be reached.</source>
        <translation>連上伺服器後，首次同步會自動繼續。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登入</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細資料</translation>
    </message>
    <message>
        <source>Your records are on their way. You can start with what is here.</source>
        <translation>正在接收您的記錄。可以先用已收到的資料開始工作。</translation>
    </message>
    <message>
        <source>{0}. You can start with what is here.</source>
        <translation>{0}。可以先用已收到的資料開始工作。</translation>
    </message>
</context>
<context>
    <name>SyncLight</name>
    <message>
        <source>Synchronisation: {0}</source>
        <translation>同步：{0}</translation>
    </message>
    <message>
        <source>{0}. Click for what waits and what was exchanged.</source>
        <translation>{0}。按一下可檢視等待傳送和已交換的內容。</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n 項需要處理</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline, {0}</source>
        <translation>離線，{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n changes waiting</source>
        <translation>
            <numerusform>%n 項變更待傳送</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>Syncing {0} of {1}</source>
        <translation>正在同步 {0}/{1}</translation>
    </message>
    <message>
        <source>Synced {0}</source>
        <translation>已同步 {0}</translation>
    </message>
    <message>
        <source>Sign in to sync</source>
        <translation>登入以同步</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>尚未同步</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Sync now  F5</source>
        <translation>立即同步  F5</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登入</translation>
    </message>
    <message>
        <source>Open the Inbox</source>
        <translation>開啟「待處理」</translation>
    </message>
    <message>
        <source>What became of your changes</source>
        <translation>變更的處理結果</translation>
    </message>
    <message>
        <source>Nothing. Everything you saved has reached the centre.</source>
        <translation>沒有。您儲存的所有內容都已送達伺服器。</translation>
    </message>
    <message>
        <source>So far the centre has taken every change as it was. Merged and refused ones are listed here.</source>
        <translation>到目前為止，伺服器已照原樣接受所有變更。合併或遭拒絕的變更會列在這裡。</translation>
    </message>
    <message>
        <source>Transferred since the start</source>
        <translation>啟動以來的傳輸量</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>資料檢查</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>這台電腦</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面檢查</translation>
    </message>
    <message>
        <source>Compares every record and every saved edit with what they should be.</source>
        <translation>將每筆記錄和每項已儲存的修改與應有的內容比對。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待傳送</translation>
    </message>
    <message>
        <source>new {0}</source>
        <translation>新增{0}</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已刪除</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>已還原</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>傳送中</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合併</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>衝突</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>遭拒絕</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>已重新傳送</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已捨棄</translation>
    </message>
    <message>
        <source>{0}; the other value of {1} stands</source>
        <translation>{0}；{1}保留對方的值</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登入身分</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>組織</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>伺服器</translation>
    </message>
    <message>
        <source>Laptop number</source>
        <translation>電腦編號</translation>
    </message>
    <message>
        <source>Last round</source>
        <translation>最近一輪同步</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已傳送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>This connection is metered: attached files wait until you ask for one.</source>
        <translation>目前連線為計量付費：附件等您需要時再傳輸。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在檢查…</translation>
    </message>
    <message>
        <source>The check was ended before it was through.</source>
        <translation>檢查尚未完成就已停止。</translation>
    </message>
    <message>
        <source>All well: {0} records and {1} saved edits are sound.</source>
        <translation>一切正常：{0} 筆記錄和 {1} 項已儲存的修改均完好。</translation>
    </message>
</context>
<context>
    <name>SyncState</name>
    <message>
        <source>The centre has records that this version cannot show. Update CRMDesk to see them.</source>
        <translation>伺服器上有此版本無法顯示的記錄。請更新 CRMDesk 後檢視。</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Complete: {0}</source>
        <translation>完成：{0}</translation>
    </message>
    <message>
        <source>Complete  Space</source>
        <translation>完成  空白鍵</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Space completes it, Enter opens it.</source>
        <translation>按空白鍵完成，按 Enter 鍵開啟。</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>Put off</source>
        <translation>延後</translation>
    </message>
    <message>
        <source>Put off  F</source>
        <translation>延後  F</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新增待辦事項</translation>
    </message>
    <message>
        <source>New task  N</source>
        <translation>新增待辦事項  N</translation>
    </message>
    <message>
        <source>Nothing left to do</source>
        <translation>沒有待辦事項</translation>
    </message>
    <message>
        <source>Tasks that you plan, or that a visit leads to, wait here until they are done.</source>
        <translation>您安排的待辦事項和拜訪後產生的待辦事項會留在這裡，直到完成。</translation>
    </message>
    <message>
        <source>Complete the task</source>
        <translation>完成待辦事項</translation>
    </message>
    <message>
        <source>Put the task off</source>
        <translation>延後待辦事項</translation>
    </message>
    <message>
        <source>Delete the task</source>
        <translation>刪除待辦事項</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n 項待辦事項</numerusform>
        </translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>無日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本週</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以後</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>已完成：{0}</translation>
    </message>
    <message>
        <source>{0} is due {1}</source>
        <translation>{0}：{1}到期</translation>
    </message>
    <message>
        <source>&amp;Tomorrow</source>
        <translation>明天(&amp;T)</translation>
    </message>
    <message>
        <source>Next &amp;week</source>
        <translation>下週(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Pick a date</source>
        <translation>選擇日期(&amp;P)</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 個字元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>時間軸</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>顯示更多</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this notice</source>
        <translation>關閉此通知</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>快速記錄</translation>
    </message>
    <message>
        <source>Log it in one line  Ctrl+J</source>
        <translation>一句話記錄  Ctrl+J</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>記錄拜訪</translation>
    </message>
    <message>
        <source>Log a visit  Ctrl+L</source>
        <translation>記錄拜訪  Ctrl+L</translation>
    </message>
    <message>
        <source>Briefs</source>
        <translation>訪前摘要</translation>
    </message>
    <message>
        <source>What to know before today&apos;s visits, a page each, to print or save</source>
        <translation>將今天拜訪前需要了解的內容整理成每家一頁，可列印或儲存</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>新增待辦事項</translation>
    </message>
    <message>
        <source>Nothing planned for today. Customers worth a visit are listed beside.</source>
        <translation>今天沒有行程。旁邊列出了值得拜訪的客戶。</translation>
    </message>
    <message>
        <source>No task is due. Enjoy it, or add one.</source>
        <translation>沒有到期的待辦事項。輕鬆一下，或新增一項。</translation>
    </message>
    <message>
        <source>Your customers are on their way</source>
        <translation>正在接收您的客戶</translation>
    </message>
    <message>
        <source>The first sync is bringing them to this laptop. You can already look around.</source>
        <translation>首次同步正在將客戶資料傳到這台電腦。您可以先四處看看。</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>還沒有客戶</translation>
    </message>
    <message>
        <source>Add the first one. Visits, tasks and deals then appear here on their day.</source>
        <translation>新增第一個客戶吧。之後拜訪、待辦事項和商機會在當天顯示在這裡。</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>新增客戶</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>行程</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>早安</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>午安</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>晚安</translation>
    </message>
    <message numerus="yes">
        <source>%n visits</source>
        <translation>
            <numerusform>%n 次拜訪</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls and meetings</source>
        <translation>
            <numerusform>%n 次通話與會議</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n 項待辦事項</numerusform>
        </translation>
    </message>
    <message>
        <source>Closing this week</source>
        <translation>本週結案</translation>
    </message>
    <message>
        <source>Time for a visit</source>
        <translation>該拜訪了</translation>
    </message>
    <message>
        <source>Gone quiet</source>
        <translation>久未聯絡</translation>
    </message>
    <message>
        <source>Changed since yesterday</source>
        <translation>昨天以來的變更</translation>
    </message>
    <message>
        <source>was to close {0}</source>
        <translation>原定結案：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n days without a word</source>
        <translation>
            <numerusform>%n 天沒有聯絡</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>上次拜訪 {0}，每 %n 天一次</numerusform>
        </translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未拜訪</translation>
    </message>
    <message numerus="yes">
        <source>%n days over</source>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>已完成：{0}</translation>
    </message>
    <message>
        <source>Complete the task</source>
        <translation>完成待辦事項</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Find anything</source>
        <translation>搜尋任何內容</translation>
    </message>
    <message>
        <source>Ctrl+K from anywhere: customers, people, commands and settings, by any part of a word.</source>
        <translation>在任何位置按 Ctrl+K，輸入字詞的一部分，即可搜尋客戶、人員、命令和設定。</translation>
    </message>
    <message>
        <source>Log it in one line</source>
        <translation>一句話記錄</translation>
    </message>
    <message>
        <source>Type what happened, as you would say it. You see what it becomes before it is saved.</source>
        <translation>像說話一樣輸入發生的事。儲存之前會先顯示將建立的記錄。</translation>
    </message>
    <message>
        <source>Your day starts here</source>
        <translation>從這裡開始一天</translation>
    </message>
    <message>
        <source>Visits, tasks, and what went quiet. Two clicks at most to log a visit.</source>
        <translation>拜訪、待辦事項以及停滯的商機。最多點按兩次即可記錄拜訪。</translation>
    </message>
    <message>
        <source>Saved here, sent when it can be</source>
        <translation>先存本機，連線後傳送</translation>
    </message>
    <message>
        <source>Everything works without a network. This light says what waits and when it last synced.</source>
        <translation>沒有網路也能使用所有功能。此指示燈顯示待傳送的內容和上次同步時間。</translation>
    </message>
    <message>
        <source>Nothing is final</source>
        <translation>一切都可以復原</translation>
    </message>
    <message>
        <source>Ctrl+Z takes back what you did last, even many changes at once. No questions asked.</source>
        <translation>按 Ctrl+Z 可復原上一步操作，批次變更亦可。操作前不會詢問。</translation>
    </message>
    <message>
        <source>Every key on one page</source>
        <translation>一頁看懂所有快速鍵</translation>
    </message>
    <message>
        <source>F1 shows the keys of the page in front of you. This tour is in the same menu.</source>
        <translation>按 F1 顯示目前頁面的快速鍵。導覽也在此選單。</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>介面導覽</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>CRMDesk keeps running and syncing here.</source>
        <translation>CRMDesk 會繼續在這裡執行並同步。</translation>
    </message>
    <message>
        <source>Open CRMDesk</source>
        <translation>開啟 CRMDesk</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>記錄拜訪</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Rebuilding the replica. This may take a minute; nothing that was saved gets lost.</source>
        <translation>正在重建資料，可能需要一分鐘；已儲存的內容不會遺失。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed, and no file was written.</source>
        <translation>已取消。沒有任何變更，也沒有寫入檔案。</translation>
    </message>
    <message>
        <source>Save what can be read</source>
        <translation>儲存可讀取的內容</translation>
    </message>
    <message>
        <source>Reading every edit that was saved…</source>
        <translation>正在讀取所有已儲存的修改…</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) are in the file. It can be read by whoever has it.</source>
        <translation>
            <numerusform>檔案中有 %n 項修改。取得此檔案的人都可以讀取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Rebuild without them</source>
        <translation>略過並重建</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Save what can be read…</source>
        <translation>儲存可讀取的內容…</translation>
    </message>
    <message>
        <source>Rebuilding keeps every edit that was saved and takes the records from the server again. If an edit cannot be read, you are asked first. The damaged files are kept.</source>
        <translation>重建會保留每一項已儲存的修改，並重新從伺服器取得記錄。若有修改無法讀取，會先詢問您。損壞的檔案會保留。</translation>
    </message>
    <message>
        <source>Rebuilding goes on without the edits that are missing and takes the records from the server again. All others, and the damaged files, are kept.</source>
        <translation>重建將不包含遺失的修改，並重新從伺服器取得記錄。其餘修改和損壞的檔案都會保留。</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>解除鎖定</translation>
    </message>
    <message>
        <source>Your data on this laptop is encrypted with your passphrase.</source>
        <translation>本機上的資料已用您的密碼片語加密。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密碼片語</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在開啟…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Name of the view</source>
        <translation>檢視名稱</translation>
    </message>
    <message>
        <source>Save the view under this name</source>
        <translation>以此名稱儲存檢視</translation>
    </message>
    <message>
        <source>, changed</source>
        <translation>，已修改</translation>
    </message>
    <message>
        <source>View: {0}</source>
        <translation>檢視：{0}</translation>
    </message>
    <message>
        <source>Choose or save a view</source>
        <translation>選擇或儲存檢視</translation>
    </message>
    <message>
        <source>Shared by {0}</source>
        <translation>由{0}共用</translation>
    </message>
    <message>
        <source>Save changes of the view</source>
        <translation>儲存檢視的變更</translation>
    </message>
    <message>
        <source>Save changes for everybody</source>
        <translation>為所有人儲存變更</translation>
    </message>
    <message>
        <source>Save as a new view…</source>
        <translation>另存為新檢視…</translation>
    </message>
    <message>
        <source>Rename the view…</source>
        <translation>重新命名檢視…</translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation>刪除檢視</translation>
    </message>
    <message>
        <source>Share the view no more</source>
        <translation>停止共用檢視</translation>
    </message>
    <message>
        <source>Share with everybody…</source>
        <translation>與所有人共用…</translation>
    </message>
    <message>
        <source>Share with {0}…</source>
        <translation>與「{0}」共用…</translation>
    </message>
    <message>
        <source>shared by you</source>
        <translation>由您共用</translation>
    </message>
</context>
<context>
    <name>VisitAside</name>
    <message>
        <source>Open tasks here</source>
        <translation>此客戶的未完成待辦事項</translation>
    </message>
    <message>
        <source>Notes since then</source>
        <translation>之後的備註</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地點</translation>
    </message>
    <message>
        <source>Last time, {0}</source>
        <translation>上次拜訪：{0}</translation>
    </message>
    <message>
        <source>Agreed: {0}</source>
        <translation>約定：{0}</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Cancel the visit</source>
        <translation>取消拜訪</translation>
    </message>
    <message>
        <source>Mark as missed</source>
        <translation>標示為已錯過</translation>
    </message>
    <message>
        <source>Other time or place</source>
        <translation>變更時間或地點</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>簽到</translation>
    </message>
    <message>
        <source>Check-out</source>
        <translation>簽退</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>送出</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Visit report</source>
        <translation>拜訪報告</translation>
    </message>
    <message>
        <source>Submitted {0}. A submitted report stays as it was said; an amendment beside it corrects it.</source>
        <translation>已送出（{0}）。送出的報告保持原樣；需要修正時，請另附更正。</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>簽到</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>簽退</translation>
    </message>
    <message>
        <source>Submit report</source>
        <translation>送出報告</translation>
    </message>
    <message>
        <source>Check in, check out, submit the report, plan again</source>
        <translation>簽到、簽退、送出報告、重新安排</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新安排</translation>
    </message>
    <message>
        <source>Everything is saved on this laptop</source>
        <translation>全部內容已儲存在本機</translation>
    </message>
    <message>
        <source>Saving soon…</source>
        <translation>即將儲存…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在儲存…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未儲存</translation>
    </message>
    <message>
        <source>Task added: {0}</source>
        <translation>已新增待辦事項：{0}</translation>
    </message>
    <message>
        <source>Task added</source>
        <translation>已新增待辦事項</translation>
    </message>
    <message>
        <source>Choose an outcome first: how did it go?</source>
        <translation>請先選擇結果：這次拜訪如何？</translation>
    </message>
    <message>
        <source>The form still needs an answer: {0}</source>
        <translation>表單還有必填問題未回答：{0}</translation>
    </message>
    <message>
        <source>The signature is not kept yet: keep it, or clear it.</source>
        <translation>簽名尚未儲存：請儲存或清除。</translation>
    </message>
    <message>
        <source>You have checked in here: check out and say how it went.</source>
        <translation>您已在此簽到：請簽退並填寫結果。</translation>
    </message>
    <message>
        <source>Visit: {0}</source>
        <translation>拜訪：{0}</translation>
    </message>
    <message>
        <source>The time is agreed</source>
        <translation>時間已約定</translation>
    </message>
    <message>
        <source>The time is no longer agreed</source>
        <translation>不再是約定時間</translation>
    </message>
    <message>
        <source>The amendment stands beside the report</source>
        <translation>更正已附在報告旁</translation>
    </message>
</context>
<context>
    <name>VisitWriter</name>
    <message>
        <source>Visit report</source>
        <translation>拜訪報告</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>會面人員</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}</source>
        <translation>由{0}簽名，{1}</translation>
    </message>
    <message>
        <source>Signed on paper by {0}, {1}</source>
        <translation>由{0}在紙上簽名，{1}</translation>
    </message>
    <message>
        <source>The samples above were received.</source>
        <translation>以上樣品已收到。</translation>
    </message>
</context>
<context>
    <name>WorkRow</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在讀取檔案…</translation>
    </message>
    <message>
        <source>Checking every row…</source>
        <translation>正在檢查每一列…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在匯入…</translation>
    </message>
    <message>
        <source>Taking the import back…</source>
        <translation>正在復原匯入…</translation>
    </message>
    <message>
        <source>If you stop, what was imported by then stays; you can undo it on the next page.</source>
        <translation>停止後，在此之前匯入的記錄仍然保留；您可以在下一頁復原。</translation>
    </message>
    <message>
        <source>If you stop, the rest of the import stays; you can go on later.</source>
        <translation>停止後，其餘記錄仍然保留；您可以稍後繼續。</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>尚未儲存任何內容。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>行事曆</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活動</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地圖</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>待處理</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>記錄拜訪</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>快速記錄</translation>
    </message>
    <message>
        <source>Pipeline board</source>
        <translation>商機看板</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>預測</translation>
    </message>
    <message>
        <source>Show sync status</source>
        <translation>同步狀態</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新增{0}</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>語言：{0}</translation>
    </message>
    <message>
        <source>Settings: {0}</source>
        <translation>設定：{0}</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>淺色佈景主題</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色佈景主題</translation>
    </message>
</context>
<context>
    <name>brief</name>
    <message>
        <source>Pre-visit brief</source>
        <translation>訪前摘要</translation>
    </message>
    <message>
        <source>Briefs for today&apos;s visits</source>
        <translation>今日拜訪摘要</translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation>另有 %n 項</translation>
    </message>
    <message>
        <source>As of {0}</source>
        <translation>截至 {0}</translation>
    </message>
    <message>
        <source>No visit is planned for {0}, or the customers are not on this laptop.</source>
        <translation>{0} 沒有安排拜訪，或客戶不在這台電腦上。</translation>
    </message>
    <message>
        <source>Pre-visit briefs</source>
        <translation>訪前摘要</translation>
    </message>
    <message>
        <source>To meet</source>
        <translation>會面對象</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次拜訪</translation>
    </message>
    <message>
        <source>Next visit due</source>
        <translation>下次應拜訪</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚無</translation>
    </message>
    <message>
        <source>%n days over</source>
        <translation>已逾期 %n 天</translation>
    </message>
    <message>
        <source>Since your visit of {0}</source>
        <translation>自您 {0} 拜訪以來</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>新增：{0}</translation>
    </message>
    <message>
        <source>Nothing was changed by others.</source>
        <translation>其他人沒有變更任何內容。</translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation>進行中的商機</translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation>沒有進行中的商機。</translation>
    </message>
    <message>
        <source>was to close {0}</source>
        <translation>原定結案：{0}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>預計結案：{0}</translation>
    </message>
    <message>
        <source>Last visits and calls</source>
        <translation>最近的拜訪與通話</translation>
    </message>
    <message>
        <source>Won and lost</source>
        <translation>成交與失單</translation>
    </message>
    <message>
        <source>Nobody is known here yet: ask whom to talk to.</source>
        <translation>還沒有聯絡人：請先問清楚該找誰。</translation>
    </message>
    <message>
        <source>to meet</source>
        <translation>會面</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得了解</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>未完成的待辦事項</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地點</translation>
    </message>
    <message>
        <source>About</source>
        <translation>公司概況</translation>
    </message>
</context>
<context>
    <name>conflicts</name>
    <message>
        <source>Somebody else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>{0} and {1} both changed {2}, each to a different value.</source>
        <translation>{0}和{1}都修改了「{2}」，但值不同。</translation>
    </message>
    <message>
        <source>You and {0} both changed {1}, each to a different value.</source>
        <translation>您和{0}都修改了「{1}」，但值不同。</translation>
    </message>
    <message>
        <source>{0} deleted this record, and {1} changed it.</source>
        <translation>{0}刪除了此記錄，而{1}修改了內容。</translation>
    </message>
    <message>
        <source>You deleted this record, and {0} changed it.</source>
        <translation>您刪除了此記錄，而{0}修改了內容。</translation>
    </message>
    <message>
        <source>You changed this record, and {0} deleted it.</source>
        <translation>您修改了此記錄的內容，而{0}將其刪除。</translation>
    </message>
    <message>
        <source>Take {0}&apos;s</source>
        <translation>採用{0}的值</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的值</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Keep the record</source>
        <translation>保留記錄</translation>
    </message>
    <message>
        <source>Leave it deleted</source>
        <translation>維持刪除</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>還原</translation>
    </message>
</context>
<context>
    <name>forecast</name>
    <message>
        <source>Q{0} {1}</source>
        <translation>{1}年第{0}季</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{1}年{0}</translation>
    </message>
    <message>
        <source>on the mark</source>
        <translation>準確</translation>
    </message>
    <message>
        <source>{0} too high</source>
        <translation>偏高 {0}</translation>
    </message>
    <message>
        <source>{0} too low</source>
        <translation>偏低 {0}</translation>
    </message>
    <message>
        <source>reached, +{0}</source>
        <translation>已達成，+{0}</translation>
    </message>
    <message>
        <source>{0} to go</source>
        <translation>還差 {0}</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>YYYY</source>
        <translation>年</translation>
    </message>
    <message>
        <source>MM</source>
        <translation>月</translation>
    </message>
    <message>
        <source>DD</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>happenings</name>
    <message>
        <source>No date</source>
        <translation>無日期</translation>
    </message>
</context>
<context>
    <name>pipeline</name>
    <message>
        <source>{0} (wtd. {1})</source>
        <translation>{0}（加權 {1}）</translation>
    </message>
    <message>
        <source>{0} (weighted {1})</source>
        <translation>{0}（加權 {1}）</translation>
    </message>
    <message>
        <source>No close date</source>
        <translation>無預計結案日期</translation>
    </message>
    <message>
        <source>Overdue, {0}</source>
        <translation>已逾期，{0}</translation>
    </message>
    <message>
        <source>%n days quiet</source>
        <translation>已 %n 天無動靜</translation>
    </message>
    <message>
        <source>No amount</source>
        <translation>無金額</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 頁，共 {1} 頁</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>You may not change this record.</source>
        <translation>您無權修改此記錄。</translation>
    </message>
    <message>
        <source>The record has moved out of your territory, so you may not change it any more.</source>
        <translation>此記錄已移出您的業務區域，您無法再修改。</translation>
    </message>
    <message>
        <source>The report had been submitted before your change arrived, and a submitted report is locked.</source>
        <translation>在您的變更送達之前報告已送出，已送出的報告會鎖定。</translation>
    </message>
    <message>
        <source>The record is not there any more: it was deleted, or moved out of what you see.</source>
        <translation>此記錄已不存在：已遭刪除，或已移出您的可見範圍。</translation>
    </message>
    <message>
        <source>It points to a record that is not there any more.</source>
        <translation>所指向的記錄已不存在。</translation>
    </message>
    <message>
        <source>The record that it belongs to was deleted.</source>
        <translation>所屬的記錄已遭刪除。</translation>
    </message>
    <message>
        <source>It names a person whose data was erased. Save it again without them.</source>
        <translation>所指向人員的資料已遭清除。請移除此人後重新儲存。</translation>
    </message>
    <message>
        <source>The data of the person it was about was erased, and nothing of it was kept.</source>
        <translation>所涉及人員的資料已遭清除，沒有保留任何內容。</translation>
    </message>
    <message>
        <source>It belongs to a record that was refused itself, and goes out together with that one.</source>
        <translation>所屬的記錄本身遭拒絕，將與該記錄一起傳送。</translation>
    </message>
    <message>
        <source>The record that it belongs to was discarded here before it reached the centre.</source>
        <translation>所屬的記錄在送達伺服器之前已在本機捨棄。</translation>
    </message>
    <message>
        <source>It was saved together with another change that was refused.</source>
        <translation>一起儲存的另一項變更遭拒絕。</translation>
    </message>
    <message>
        <source>Somebody else had converted the lead before your change arrived.</source>
        <translation>您的變更送達之前，其他人已轉換此潛在客戶。</translation>
    </message>
    <message>
        <source>Only the centre may change this field.</source>
        <translation>此欄位只能由伺服器修改。</translation>
    </message>
    <message>
        <source>The record would be its own parent.</source>
        <translation>記錄不能成為自己的上層。</translation>
    </message>
    <message>
        <source>There is one like it already.</source>
        <translation>已有相同的記錄。</translation>
    </message>
    <message>
        <source>The organisation does not have this field any more.</source>
        <translation>組織已不再使用此欄位。</translation>
    </message>
    <message>
        <source>A field that is needed was empty.</source>
        <translation>有必填欄位為空白。</translation>
    </message>
    <message>
        <source>A value does not fit the rules of its field, which may have changed.</source>
        <translation>有值不符合其欄位的規則，規則可能已變更。</translation>
    </message>
</context>
<context>
    <name>signin</name>
    <message>
        <source>The server cannot be reached. Check the address and the network, then try again.</source>
        <translation>無法連線到伺服器。請檢查位址和網路，然後再試一次。</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no CRMDesk server. Check the address.</source>
        <translation>此位址有回應，但不是 CRMDesk 伺服器。請檢查位址。</translation>
    </message>
    <message>
        <source>This code does not fit, or it has been used or has run out. Ask for a new one.</source>
        <translation>此註冊碼不正確，或已使用、已過期。請索取新的註冊碼。</translation>
    </message>
    <message>
        <source>User name and password do not match. Try again.</source>
        <translation>使用者名稱或密碼不正確。請再試一次。</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Everything you saved is kept on this laptop and goes out by itself.</source>
        <translation>您儲存的所有內容都保留在本機，並會自動傳送。</translation>
    </message>
    <message>
        <source>Last sync {0}.</source>
        <translation>上次同步：{0}。</translation>
    </message>
    <message>
        <source>This laptop was locked by your administrator</source>
        <translation>管理員已鎖定這台電腦</translation>
    </message>
    <message>
        <source>It may not sync any more. Ask your administrator before you go on.</source>
        <translation>這台電腦無法再同步。繼續之前請洽詢管理員。</translation>
    </message>
    <message>
        <source>Sign in again to sync</source>
        <translation>請重新登入以同步</translation>
    </message>
    <message>
        <source>Your session has ended. You can work on; what you save goes out after signing in.</source>
        <translation>工作階段已結束。您可以繼續工作，儲存的內容會在登入後傳送。</translation>
    </message>
    <message>
        <source>CRMDesk has to be updated before it can sync</source>
        <translation>須先更新 CRMDesk 才能同步</translation>
    </message>
    <message>
        <source>The centre speaks a newer version. You can work on; nothing is lost.</source>
        <translation>伺服器使用較新的版本。您可以繼續工作，不會遺失任何內容。</translation>
    </message>
    <message>
        <source>The disk of this laptop gives trouble</source>
        <translation>本機磁碟發生問題</translation>
    </message>
    <message>
        <source>Make room or check the disk, then sync again. What was saved before is safe.</source>
        <translation>請騰出空間或檢查磁碟，然後重新同步。先前儲存的內容安全無虞。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>%n need you</source>
        <translation>%n 項需要處理</translation>
    </message>
    <message>
        <source>They wait in your Inbox. Everything else goes on.</source>
        <translation>請到「待處理」處理，其他作業照常進行。</translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>已全部同步</translation>
    </message>
    <message>
        <source>This laptop and the centre hold the same.</source>
        <translation>本機與伺服器的內容一致。</translation>
    </message>
    <message>
        <source>Greeting the centre</source>
        <translation>正在連線到伺服器</translation>
    </message>
    <message>
        <source>Receiving your records</source>
        <translation>正在接收您的記錄</translation>
    </message>
    <message>
        <source>Sending your changes</source>
        <translation>正在傳送您的變更</translation>
    </message>
    <message>
        <source>Receiving changes</source>
        <translation>正在接收變更</translation>
    </message>
    <message>
        <source>Comparing with the centre</source>
        <translation>正在與伺服器比對</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
    <message>
        <source>Sending a file</source>
        <translation>正在傳送檔案</translation>
    </message>
    <message>
        <source>Fetching a file</source>
        <translation>正在取得檔案</translation>
    </message>
    <message>
        <source>%n changes sent</source>
        <translation>已傳送 %n 項變更</translation>
    </message>
    <message>
        <source>%n rows received</source>
        <translation>已接收 %n 列</translation>
    </message>
    <message>
        <source>%n damaged rows repaired</source>
        <translation>已修復 %n 列損壞的資料</translation>
    </message>
    <message>
        <source>Nothing new on either side</source>
        <translation>雙方皆無新內容</translation>
    </message>
</context>
<context>
    <name>views</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>yet to be done</comment>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>進行中</translation>
    </message>
    <message>
        <source>{0} renamed to {1}</source>
        <translation>已將「{0}」重新命名為「{1}」</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已儲存「{0}」</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已刪除「{0}」</translation>
    </message>
</context>
</TS>
