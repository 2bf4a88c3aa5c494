<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>About CRMDesk</source>
        <translation>关于 CRMDesk</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>复制给技术支持</translation>
    </message>
    <message>
        <source>Licences of the libraries</source>
        <translation>程序库许可证</translation>
    </message>
    <message>
        <source>Hide licences</source>
        <translation>隐藏许可证</translation>
    </message>
    <message>
        <source>Copied. It names no person and no customer.</source>
        <translation>已复制。其中没有任何人员或客户的名称。</translation>
    </message>
</context>
<context>
    <name>AcceptBar</name>
    <message>
        <source>Does this win the opportunity?</source>
        <translation>商机是否随之赢单？</translation>
    </message>
    <message>
        <source>{0} closes as won, for {1}.</source>
        <translation>{0}将以 {1} 赢单。</translation>
    </message>
    <message>
        <source>Accepted and won</source>
        <translation>接受并赢单</translation>
    </message>
    <message>
        <source>Only accepted</source>
        <translation>仅接受</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Brief</source>
        <translation>简报</translation>
    </message>
    <message>
        <source>Pre-visit brief  Ctrl+Shift+P</source>
        <translation>访前简报  Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>添加联系人</translation>
    </message>
    <message>
        <source>Add a quote</source>
        <translation>添加报价单</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Nobody yet. Add the people you talk to.</source>
        <translation>还没有人。请添加与您往来的联系人。</translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation>没有进行中的商机。</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>还没有活动。可以安排拜访或记录通话。</translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation>进行中的商机</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未拜访</translation>
    </message>
    <message>
        <source>last visit {0}</source>
        <translation>上次拜访 {0}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>预计结单：{0}</translation>
    </message>
</context>
<context>
    <name>ActivitiesPage</name>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Kind of activity</source>
        <translation>活动类型</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新建{0}</translation>
    </message>
    <message>
        <source>Mark as completed</source>
        <translation>标记为已完成</translation>
    </message>
    <message>
        <source>Task completed</source>
        <translation>任务已完成</translation>
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
        <translation>城市</translation>
    </message>
    <message>
        <source>State or region</source>
        <translation>省/自治区/直辖市</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>邮政编码</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家/地区</translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 个字符。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlsoCalled</name>
    <message>
        <source>Dark mode; Night mode</source>
        <translation>深色模式；夜间模式；暗黑模式</translation>
    </message>
    <message>
        <source>Light mode; Day mode</source>
        <translation>浅色模式；日间模式</translation>
    </message>
    <message>
        <source>Preferences; Options</source>
        <translation>偏好设置；选项</translation>
    </message>
    <message>
        <source>Refresh; Synchronise; Upload</source>
        <translation>刷新；同步；上传</translation>
    </message>
    <message>
        <source>Connection; Offline</source>
        <translation>连接；离线</translation>
    </message>
    <message>
        <source>Check in; Visit report</source>
        <translation>签到；打卡；拜访报告</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>New customer; New company; Add account</source>
        <translation>新客户；新公司；添加客户</translation>
    </message>
    <message>
        <source>New person; Add contact</source>
        <translation>新人员；添加联系人</translation>
    </message>
    <message>
        <source>New deal; New sale; Add opportunity</source>
        <translation>新商机；新交易；添加商机</translation>
    </message>
    <message>
        <source>New prospect; Add lead</source>
        <translation>新潜在客户；添加线索</translation>
    </message>
    <message>
        <source>To-do; Add task</source>
        <translation>待办；添加任务</translation>
    </message>
    <message>
        <source>New offer; Estimate</source>
        <translation>新报价；估价</translation>
    </message>
    <message>
        <source>Home; Dashboard</source>
        <translation>首页；仪表盘</translation>
    </message>
    <message>
        <source>Schedule; Appointments</source>
        <translation>日程；预约</translation>
    </message>
    <message>
        <source>Customers; Companies</source>
        <translation>客户；公司</translation>
    </message>
    <message>
        <source>People; Address book</source>
        <translation>人员；通讯录</translation>
    </message>
    <message>
        <source>Deals; Sales; Pipeline</source>
        <translation>交易；销售；管道</translation>
    </message>
    <message>
        <source>Offers; Estimates</source>
        <translation>报价单；估价</translation>
    </message>
    <message>
        <source>Route; Directions</source>
        <translation>路线；导航</translation>
    </message>
    <message>
        <source>Conflicts; Refused edits</source>
        <translation>冲突；被拒绝的修改</translation>
    </message>
    <message>
        <source>Open a CSV, vCard or calendar file; Migrate</source>
        <translation>打开 CSV、vCard 或日历文件；迁移</translation>
    </message>
    <message>
        <source>Keys; Hotkeys; Cheat sheet</source>
        <translation>按键；热键；速查表</translation>
    </message>
    <message>
        <source>Introduction; Getting started</source>
        <translation>介绍；入门</translation>
    </message>
    <message>
        <source>Exit; Close the program</source>
        <translation>退出程序；关闭程序</translation>
    </message>
</context>
<context>
    <name>AmendPanel</name>
    <message>
        <source>Amend the report</source>
        <translation>更正报告</translation>
    </message>
    <message>
        <source>What needs correcting?</source>
        <translation>需要更正什么？</translation>
    </message>
    <message>
        <source>Save the amendment</source>
        <translation>保存更正</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>会见人员</translation>
    </message>
    <message>
        <source>Say why: the reason stands beside the amendment.</source>
        <translation>请说明原因，原因会显示在更正旁边。</translation>
    </message>
</context>
<context>
    <name>Amended</name>
    <message>
        <source>Originally: {0}</source>
        <translation>原为：{0}</translation>
    </message>
    <message>
        <source>Amended to: {0}</source>
        <translation>更正为：{0}</translation>
    </message>
</context>
<context>
    <name>AsOfView</name>
    <message>
        <source>The record as of a date</source>
        <translation>某一日期的记录</translation>
    </message>
    <message>
        <source>The change before</source>
        <translation>上一次变更</translation>
    </message>
    <message>
        <source>The next change</source>
        <translation>下一次变更</translation>
    </message>
    <message>
        <source>As of the end of this day</source>
        <translation>截至当天结束</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>仅显示不同之处</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>Bring all values of then back in one edit, which can be undone</source>
        <translation>一次恢复当时的全部值，可以撤销</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>当时与现在</translation>
    </message>
    <message>
        <source>What belonged to it</source>
        <translation>当时的相关记录</translation>
    </message>
    <message>
        <source>This is what stands. Choose a day, or go back change by change with ← and →.</source>
        <translation>这是现在的状态。请选择日期，或用 ← 和 → 逐次查看变更。</translation>
    </message>
    <message>
        <source>There was no such record at that time, as far as is known here.</source>
        <translation>根据这台电脑上的数据，当时还没有此记录。</translation>
    </message>
    <message>
        <source>Everything was as it is now.</source>
        <translation>当时的一切都与现在相同。</translation>
    </message>
    <message>
        <source>Some values of then are not known on this laptop.</source>
        <translation>这台电脑上没有当时的部分值。</translation>
    </message>
    <message numerus="yes">
        <source>%n of its contacts were known already.</source>
        <translation>
            <numerusform>当时已登记 %n 位联系人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more that belong to it are not shown.</source>
        <translation>
            <numerusform>另有 %n 条所属记录未显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>Then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>此处未知</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore {0}: {1}</source>
        <translation>恢复{0}：{1}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>not there yet</source>
        <translation>当时还没有</translation>
    </message>
</context>
<context>
    <name>AttachmentsCard</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>No files yet. Add them, or drop them here.</source>
        <translation>还没有文件。请添加文件，或将文件拖放到此处。</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Get now</source>
        <translation>立即获取</translation>
    </message>
</context>
<context>
    <name>BoardFilter</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the board</source>
        <translation>筛选看板</translation>
    </message>
    <message>
        <source>Whose opportunities</source>
        <translation>商机负责人</translation>
    </message>
    <message>
        <source>Closing when</source>
        <translation>结单日期范围</translation>
    </message>
    <message>
        <source>Territory</source>
        <translation>销售区域</translation>
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
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Any close date</source>
        <translation>所有结单日期</translation>
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
        <translation>本季度</translation>
    </message>
    <message>
        <source>Next quarter</source>
        <translation>下季度</translation>
    </message>
    <message>
        <source>By close date</source>
        <translation>按结单日期</translation>
    </message>
    <message>
        <source>By amount</source>
        <translation>按金额</translation>
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
        <translation>所有销售区域</translation>
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
        <translation>没有匹配的内容</translation>
    </message>
    <message>
        <source>No opportunity fits the filter.</source>
        <translation>没有符合筛选条件的商机。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No opportunities yet</source>
        <translation>还没有商机</translation>
    </message>
    <message>
        <source>Each one becomes a card that you drag from stage to stage until it is won. Totals and the forecast follow by themselves.</source>
        <translation>每个商机都是一张卡片，可在阶段之间拖动，直到赢单。合计与预测自动更新。</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已保存“{0}”</translation>
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
        <translation>结束导览</translation>
    </message>
    <message>
        <source>Tour: {0}</source>
        <translation>导览：{0}</translation>
    </message>
</context>
<context>
    <name>Bulk</name>
    <message>
        <source>becomes</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>is emptied</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>take away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} 条{1}记录</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>a task for each</source>
        <translation>各建一项任务</translation>
    </message>
    <message>
        <source>a visit for each ({0})</source>
        <translation>各安排一次拜访（{0}）</translation>
    </message>
    <message>
        <source>a visit for each</source>
        <translation>各安排一次拜访</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>%n submitted and locked</source>
        <translation>%n 条已提交并锁定</translation>
    </message>
    <message>
        <source>%n that only the owner or a manager may delete</source>
        <translation>%n 条只有负责人或经理可以删除</translation>
    </message>
    <message>
        <source>%n closed</source>
        <translation>%n 条已结束</translation>
    </message>
    <message>
        <source>%n already so</source>
        <translation>%n 条无需更改</translation>
    </message>
    <message>
        <source>%n without an account</source>
        <translation>%n 条没有客户</translation>
    </message>
    <message>
        <source>%n gone meanwhile</source>
        <translation>%n 条已不存在</translation>
    </message>
    <message>
        <source>%n for which that is not possible</source>
        <translation>%n 条无法更改</translation>
    </message>
    <message>
        <source>{0}. All of it was done when the program ended.</source>
        <translation>{0}。程序结束时已全部完成。</translation>
    </message>
    <message>
        <source>{0}. The program ended after {1} of {2}: those are changed, the others are as they were.</source>
        <translation>{0}。程序在处理了 {2} 条中的 {1} 条后结束：这些已更改，其余保持原样。</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>已更改 {0}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已删除 {0}</translation>
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
        <translation>到目前为止的更改会保留，并且可以撤销</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
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
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change closed ones as well</source>
        <translation>已结束的也更改</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>编辑 {0}</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>Tasks for {0}</source>
        <translation>为 {0}创建任务</translation>
    </message>
    <message>
        <source>Visits for {0}</source>
        <translation>为 {0}安排拜访</translation>
    </message>
    <message>
        <source>Nothing is changed yet</source>
        <translation>尚未更改任何内容</translation>
    </message>
    <message>
        <source>Left as they are: {0}</source>
        <translation>保持不变：{0}</translation>
    </message>
    <message>
        <source>A protection becomes stricter: this cannot be undone.</source>
        <translation>保护将变得更严格：此操作无法撤销。</translation>
    </message>
    <message numerus="yes">
        <source>Change %n</source>
        <translation>
            <numerusform>更改 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n</source>
        <translation>
            <numerusform>删除 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %n tasks</source>
        <translation>
            <numerusform>创建 %n 项任务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Plan %n visits</source>
        <translation>
            <numerusform>安排 %n 次拜访</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Nothing planned</source>
        <translation>没有安排</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>+{0} more</source>
        <translation>还有 {0} 项</translation>
    </message>
    <message>
        <source>Day, week, month, agenda</source>
        <translation>日、周、月、日程</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>往前、往后</translation>
    </message>
    <message>
        <source>Go to today</source>
        <translation>回到今天</translation>
    </message>
    <message>
        <source>Plan something new</source>
        <translation>新建安排</translation>
    </message>
    <message>
        <source>Plan who is due at the next free hour</source>
        <translation>把该拜访的客户排入下一个空档</translation>
    </message>
    <message>
        <source>Open the day</source>
        <translation>打开当天</translation>
    </message>
    <message>
        <source>From entry to entry</source>
        <translation>在各项之间移动</translation>
    </message>
    <message>
        <source>Move by 15 minutes</source>
        <translation>移动 15 分钟</translation>
    </message>
    <message>
        <source>Move by a day</source>
        <translation>移动一天</translation>
    </message>
    <message>
        <source>Longer, shorter</source>
        <translation>延长、缩短</translation>
    </message>
    <message>
        <source>Complete a task</source>
        <translation>完成任务</translation>
    </message>
    <message>
        <source>Delete the entry</source>
        <translation>删除该项</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>打开	Enter</translation>
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
        <translation>删除	Del</translation>
    </message>
    <message>
        <source>When it begins</source>
        <translation>开始时</translation>
    </message>
    <message>
        <source>10 minutes before</source>
        <translation>提前 10 分钟</translation>
    </message>
    <message>
        <source>30 minutes before</source>
        <translation>提前 30 分钟</translation>
    </message>
    <message>
        <source>1 hour before</source>
        <translation>提前 1 小时</translation>
    </message>
    <message>
        <source>1 day before</source>
        <translation>提前 1 天</translation>
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
        <translation>预计结单：{0}</translation>
    </message>
    <message>
        <source>due {0}</source>
        <translation>截止日期：{0}</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>at the same time as {0}</source>
        <translation>与“{0}”时间冲突</translation>
    </message>
    <message>
        <source>cannot be moved</source>
        <translation>不能移动</translation>
    </message>
    <message>
        <source>There from {0} to {1}</source>
        <translation>停留时间：{0} – {1}</translation>
    </message>
    <message>
        <source>There since {0}</source>
        <translation>到达时间：{0}</translation>
    </message>
    <message>
        <source>At the same time as {0}</source>
        <translation>与“{0}”时间冲突</translation>
    </message>
    <message>
        <source>Stays where it is. {0}</source>
        <translation>不能移动。{0}</translation>
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
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往后</translation>
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
        <translation>显示预计结单日期</translation>
    </message>
    <message>
        <source>Show who is due for a visit</source>
        <translation>显示该拜访的客户</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New  N</source>
        <translation>新建  N</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Nothing is planned here yet</source>
        <translation>还没有安排</translation>
    </message>
    <message>
        <source>Visits, meetings, calls and tasks appear here under their day.</source>
        <translation>拜访、会议、通话和任务会显示在各自的日期下。</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <comment>month and year</comment>
        <translation>{1}年{0}</translation>
    </message>
    <message>
        <source>All day</source>
        <translation>全天</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Not a date: {0}. Write it like {1}.</source>
        <translation>不是日期：{0}。请按 {1} 的格式填写。</translation>
    </message>
    <message>
        <source>Not an amount: {0}</source>
        <translation>不是金额：{0}</translation>
    </message>
    <message>
        <source>Not a number: {0}</source>
        <translation>不是数字：{0}</translation>
    </message>
</context>
<context>
    <name>CellEdits</name>
    <message>
        <source>{0} saved</source>
        <translation>已保存“{0}”</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message numerus="yes">
        <source>Import %n records</source>
        <translation>
            <numerusform>导入 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>will be created</source>
        <translation>将新建</translation>
    </message>
    <message>
        <source>will be updated</source>
        <translation>将更新</translation>
    </message>
    <message>
        <source>skipped, already here</source>
        <translation>已存在，不导入</translation>
    </message>
    <message>
        <source>cannot be imported</source>
        <translation>无法导入</translation>
    </message>
    <message>
        <source>Every row can come in</source>
        <translation>所有行都可以导入</translation>
    </message>
    <message>
        <source>Nothing is saved yet. The import can be undone as a whole.</source>
        <translation>尚未保存任何内容。整个导入可以一次撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts that are not here yet will be created: {0}.</source>
        <translation>
            <numerusform>将新建 %n 个尚不存在的客户：{0}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n meetings repeat; each comes in once, at its first time.</source>
        <translation>
            <numerusform>有 %n 个重复举行的会议，每个只导入第一次。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names that nothing here has are left empty.</source>
        <translation>
            <numerusform>%n 个找不到的名称将留空。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenCard</name>
    <message>
        <source>Add to this day</source>
        <translation>加入当天</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>A stop of this day</source>
        <translation>当天的拜访点</translation>
    </message>
    <message>
        <source>Not due for a visit</source>
        <translation>尚未到拜访时间</translation>
    </message>
    <message numerus="yes">
        <source>Due for a visit, %n days over</source>
        <translation>
            <numerusform>该拜访了，已逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Due for a visit</source>
        <translation>该拜访了</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
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
        <translation>变窄</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>变宽</translation>
    </message>
    <message>
        <source>{0} px wide</source>
        <translation>宽 {0} 像素</translation>
    </message>
</context>
<context>
    <name>ColumnsStep</name>
    <message>
        <source>Columns</source>
        <translation>字段对应</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Which field each column fills</source>
        <translation>每一列对应的字段</translation>
    </message>
    <message>
        <source>Still without a column: {0}. A record cannot be made without it.</source>
        <translation>尚无对应的列：{0}。缺少时无法新建记录。</translation>
    </message>
    <message>
        <source>Every required field has a column.</source>
        <translation>所有必填字段都有对应的列。</translation>
    </message>
    <message>
        <source>The fields are those that you chose for such a list before.</source>
        <translation>字段沿用您之前为此类列表所选的。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Field for the column {0}</source>
        <translation>“{0}”列对应的字段</translation>
    </message>
    <message>
        <source>Your choice</source>
        <translation>您的选择</translation>
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
        <translation>推测</translation>
    </message>
</context>
<context>
    <name>CommitCard</name>
    <message>
        <source>Amount you commit to</source>
        <translation>承诺金额</translation>
    </message>
    <message>
        <source>Note: what it is based on</source>
        <translation>备注：依据是什么</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>A submission stays as it is; submit again to correct it.</source>
        <translation>提交后不可更改；如需更正，请再次提交。</translation>
    </message>
    <message>
        <source>Use this amount</source>
        <translation>采用此金额</translation>
    </message>
    <message>
        <source>Submitted before</source>
        <translation>以往提交</translation>
    </message>
    <message>
        <source>Nothing yet for this period.</source>
        <translation>本期还没有提交。</translation>
    </message>
    <message>
        <source>Your team&apos;s commit</source>
        <translation>团队承诺</translation>
    </message>
    <message>
        <source>Your commit</source>
        <translation>我的承诺</translation>
    </message>
    <message>
        <source>Closed and commit come to {0}.</source>
        <translation>已结单与承诺合计 {0}。</translation>
    </message>
    <message>
        <source>{0}: nothing submitted, {1} won.</source>
        <translation>{0}：未提交，赢单 {1}。</translation>
    </message>
    <message>
        <source>{0}: {1} committed, {2} won ({3}).</source>
        <translation>{0}：承诺 {1}，赢单 {2}（{3}）。</translation>
    </message>
    <message>
        <source>Type an amount such as 12,000.</source>
        <translation>请输入金额，例如 12000。</translation>
    </message>
</context>
<context>
    <name>ConditionForm</name>
    <message>
        <source>from</source>
        <translation>不早于</translation>
    </message>
    <message>
        <source>until</source>
        <translation>不晚于</translation>
    </message>
    <message>
        <source>on</source>
        <translation>日期为</translation>
    </message>
    <message>
        <source>is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不等于</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运算符</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>不为空</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
</context>
<context>
    <name>ContactPage</name>
    <message>
        <source>Contact details</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>请勿联系</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>还没有活动。可以安排拜访或记录通话。</translation>
    </message>
</context>
<context>
    <name>ConversionCard</name>
    <message>
        <source>Convert the lead</source>
        <translation>转化线索</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open an opportunity as well</source>
        <translation>同时创建商机</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>转化</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A new account will be created: {0}.</source>
        <translation>将新建客户：{0}。</translation>
    </message>
    <message>
        <source>The account that is chosen is used.</source>
        <translation>将使用所选客户。</translation>
    </message>
    <message>
        <source>A new contact will be created: {0}.</source>
        <translation>将新建联系人：{0}。</translation>
    </message>
    <message>
        <source>The contact that is chosen gains what the lead knows.</source>
        <translation>线索的信息将补充到所选联系人。</translation>
    </message>
    <message>
        <source>Lead converted</source>
        <translation>线索已转化</translation>
    </message>
</context>
<context>
    <name>CrashBar</name>
    <message>
        <source>The program ended unexpectedly. What was saved is safe. A report is kept on this laptop.</source>
        <translation>程序意外退出。已保存的内容是安全的，报告只留在本机。</translation>
    </message>
    <message>
        <source>Something failed last time. What was saved is safe. A report is kept on this laptop.</source>
        <translation>上次运行时出现问题。已保存的内容是安全的，报告只留在本机。</translation>
    </message>
    <message>
        <source>Hide report</source>
        <translation>隐藏报告</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>查看报告</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不处理</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Something failed. What was saved is safe. A report is kept on this laptop.</source>
        <translation>出现问题。已保存的内容是安全的，报告只留在本机。</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>报告已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
</context>
<context>
    <name>DayLine</name>
    <message>
        <source>Open the calendar</source>
        <translation>打开日历</translation>
    </message>
    <message>
        <source>Not a date: {0}. Write it like {1}.</source>
        <translation>不是日期：{0}。请按 {1} 的格式填写。</translation>
    </message>
</context>
<context>
    <name>DeleteForm</name>
    <message>
        <source>They are deleted here at once, and everywhere else with the next sync. Undo brings them back.</source>
        <translation>本机立即删除，其他地方在下次同步时删除。撤销即可恢复。</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>Saved. {0} has the same already: {1}</source>
        <translation>已保存。“{0}”已有相同的内容：{1}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已删除“{0}”</translation>
    </message>
    <message>
        <source>{0} attached</source>
        <translation>已添加附件“{0}”</translation>
    </message>
    <message>
        <source>{0} opens once it has arrived</source>
        <translation>“{0}”下载完成后会自动打开</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>撤销：{0}</translation>
    </message>
    <message>
        <source>What has been taken back so far stays so; Undo goes on with the rest</source>
        <translation>已撤销的部分保持不变；再次撤销会继续处理其余部分</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>重做：{0}</translation>
    </message>
    <message>
        <source>What has been done again so far stays so; Redo goes on with the rest</source>
        <translation>已重做的部分保持不变；再次重做会继续处理其余部分</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>已撤销：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n stay: gone or locked meanwhile</source>
        <translation>
            <numerusform>%n 条保持不变：已不存在或已锁定</numerusform>
        </translation>
    </message>
    <message>
        <source>the conflict is in the Inbox again</source>
        <translation>冲突已回到“待处理”</translation>
    </message>
    <message>
        <source>the conflict stays settled, both values are in the history</source>
        <translation>冲突仍为已解决，两个值都在变更历史中</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>已重做：{0}</translation>
    </message>
    <message>
        <source>Stopped after {0} of {1}</source>
        <translation>已在 {0}/{1} 处停止</translation>
    </message>
    <message>
        <source>The program made a mistake. What was saved before is safe.</source>
        <translation>程序出现错误。此前保存的内容是安全的。</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>Your laptops</source>
        <translation>您的笔记本电脑</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>This list needs the network: nothing is exchanged just now.</source>
        <translation>此列表需要网络：当前未与服务器交换数据。</translation>
    </message>
    <message>
        <source>Asking the centre…</source>
        <translation>正在询问服务器…</translation>
    </message>
    <message>
        <source>This list needs the network. All else here works without.</source>
        <translation>此列表需要网络，其他设置无需网络。</translation>
    </message>
    <message>
        <source>Sign in again to see your laptops.</source>
        <translation>请重新登录以查看您的笔记本电脑。</translation>
    </message>
    <message>
        <source>Seen {0}</source>
        <translation>上次连接：{0}</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Shut out…</source>
        <translation>禁用…</translation>
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
        <translation>已禁用</translation>
    </message>
    <message>
        <source>{0} erases its data when it next reaches the centre. What was never sent from it is lost. This cannot be undone.</source>
        <translation>“{0}”下次连接服务器时会清除其数据。从未发送的内容将丢失。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Erase it</source>
        <translation>清除数据</translation>
    </message>
    <message>
        <source>{0} can no longer sync. Its data stays on it, encrypted.</source>
        <translation>“{0}”将无法再同步。其数据仍加密保留在该设备上。</translation>
    </message>
    <message>
        <source>Shut it out</source>
        <translation>禁用</translation>
    </message>
    <message>
        <source>Done. The centre refuses it from now on.</source>
        <translation>已完成。服务器从现在起拒绝该设备。</translation>
    </message>
</context>
<context>
    <name>DisputeView</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>History</source>
        <translation>变更历史</translation>
    </message>
    <message>
        <source>3  Edit the result</source>
        <translation>3  编辑结果</translation>
    </message>
    <message>
        <source>Save this result</source>
        <translation>保存此结果</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>返回选择</translation>
    </message>
    <message>
        <source>Press 1 or M</source>
        <translation>按 1 或 M 键</translation>
    </message>
    <message>
        <source>Press 2 or T</source>
        <translation>按 2 或 T 键</translation>
    </message>
    <message>
        <source>Press 3 or E</source>
        <translation>按 3 或 E 键</translation>
    </message>
    <message numerus="yes">
        <source>Do the same for %n others of this kind ({0})</source>
        <translation>
            <numerusform>对其他 %n 条同类冲突（{0}）同样处理</numerusform>
        </translation>
    </message>
    <message>
        <source>arrived second, {0}</source>
        <translation>后到达，{0}</translation>
    </message>
    <message>
        <source>arrived second</source>
        <translation>后到达</translation>
    </message>
    <message>
        <source>time not known here</source>
        <translation>时间未知</translation>
    </message>
    <message>
        <source>author not known here</source>
        <translation>填写人未知</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>what both started from</source>
        <translation>双方修改前的值</translation>
    </message>
    <message>
        <source>arrived first, {0}</source>
        <translation>先到达，{0}</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的值</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方的值</translation>
    </message>
</context>
<context>
    <name>DueVisits</name>
    <message>
        <source>Time for a visit</source>
        <translation>该拜访了</translation>
    </message>
    <message>
        <source>Drag one onto the hours, or press P for the next free hour.</source>
        <translation>拖到时段上，或按 P 排入下一个空档。</translation>
    </message>
    <message>
        <source>Everyone has been seen on time. Customers appear here when their visit interval ends.</source>
        <translation>所有客户都已按时拜访。拜访周期到了的客户会显示在这里。</translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>上次拜访 {0}，每 %n 天一次</numerusform>
        </translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未拜访</translation>
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
        <translation>添加字段</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
</context>
<context>
    <name>Email</name>
    <message>
        <source>This e-mail is logged already</source>
        <translation>这封邮件已经记录</translation>
    </message>
    <message>
        <source>No contact has this address: {0}</source>
        <translation>没有联系人使用此地址：{0}</translation>
    </message>
    <message>
        <source>The text is longer than 64 KB: its beginning is kept</source>
        <translation>正文超过 64 KB：只保留开头部分</translation>
    </message>
    <message>
        <source>No program for e-mail was found. {0} is in the clipboard.</source>
        <translation>找不到电子邮件程序。{0} 已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Writing to {0}</source>
        <translation>正在给 {0} 写邮件</translation>
    </message>
    <message>
        <source>Log e-mail</source>
        <translation>记录邮件</translation>
    </message>
</context>
<context>
    <name>EmailPage</name>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>It was logged without its text.</source>
        <translation>记录时没有正文。</translation>
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
        <translation>字段</translation>
    </message>
    <message>
        <source>What happens to it</source>
        <translation>更改方式</translation>
    </message>
    <message>
        <source>Leave this field as it is</source>
        <translation>此字段保持不变</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Remove {0}</source>
        <translation>移除“{0}”</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>on the server</source>
        <translation>已在服务器上</translation>
    </message>
    <message>
        <source>fetching {0} %</source>
        <translation>正在获取 {0}%</translation>
    </message>
    <message>
        <source>could not be moved: attach it again</source>
        <translation>无法传输：请重新添加附件</translation>
    </message>
    <message>
        <source>sending {0} %</source>
        <translation>正在发送 {0}%</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Bring in accounts, contacts, leads, opportunities, tasks or meetings</source>
        <translation>导入客户、联系人、线索、商机、任务或会议</translation>
    </message>
    <message>
        <source>Choose a table (CSV), contact cards (.vcf) or a calendar (.ics) that another program has saved, or drop it here. It works without a network, and nothing is saved before you have seen what will come of it.</source>
        <translation>请选择其他程序保存的表格（CSV）、名片（.vcf）或日历（.ics），或将其拖放到此处。无需网络；在您看到结果之前不会保存任何内容。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Earlier imports</source>
        <translation>以前的导入</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>新建 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>更新 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>stopped before its end</source>
        <translation>未全部完成</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销此次导入</translation>
    </message>
    <message>
        <source>Undo the import of {0}</source>
        <translation>撤销导入“{0}”</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Tables, contact cards, calendars</source>
        <translation>表格、名片、日历</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>筛选此列表</translation>
    </message>
    <message>
        <source>Filter this list  /</source>
        <translation>筛选此列表  /</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>{0} is empty</source>
        <translation>{0}为空</translation>
    </message>
    <message>
        <source>{0} is not empty</source>
        <translation>{0}不为空</translation>
    </message>
    <message>
        <source>Remove condition</source>
        <translation>移除条件</translation>
    </message>
</context>
<context>
    <name>FirstSyncPage</name>
    <message>
        <source>Getting your data</source>
        <translation>正在获取您的数据</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Progress of the first sync</source>
        <translation>首次同步的进度</translation>
    </message>
    <message>
        <source>{0}. What has come so far stays; the rest follows.</source>
        <translation>{0}。已收到的数据会保留，其余稍后继续。</translation>
    </message>
    <message>
        <source>Your territory is being copied to this laptop. You can start before it is all here.</source>
        <translation>正在将您销售区域的数据复制到这台电脑。无需等待全部完成即可开始工作。</translation>
    </message>
    <message>
        <source>{0} of {1} records. You can start before it is all here.</source>
        <translation>已收到 {0} 条记录，共 {1} 条。现在即可开始工作。</translation>
    </message>
</context>
<context>
    <name>ForecastView</name>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Forecast by person</source>
        <translation>按人员预测</translation>
    </message>
    <message>
        <source>Enter opens an opportunity, Ctrl+Left and Ctrl+Right change its forecast category.</source>
        <translation>按 Enter 打开商机，按 Ctrl+← 和 Ctrl+→ 更改预测类别。</translation>
    </message>
    <message>
        <source>No opportunities behind this figure.</source>
        <translation>此数字没有对应的商机。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>The quota less what is closed</source>
        <translation>指标减去已结单金额</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>上期误差</translation>
    </message>
    <message>
        <source>What was committed for the period before, beside what was won</source>
        <translation>上一周期的承诺与实际赢单之差</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>合计</translation>
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
        <translation>已提交 {0} 的预测</translation>
    </message>
</context>
<context>
    <name>FormCard</name>
    <message>
        <source>The questions of this form cannot be read here: sync, or update CRMDesk.</source>
        <translation>无法读取此表单的问题：请同步，或更新 CRMDesk。</translation>
    </message>
    <message>
        <source>Which form fits this visit?</source>
        <translation>此次拜访使用哪个表单？</translation>
    </message>
    <message>
        <source>{0} of {1} answered</source>
        <translation>已回答 {0}/{1}</translation>
    </message>
    <message>
        <source>This needs an answer before you submit.</source>
        <translation>提交前需要回答此问题。</translation>
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
        <translation>关闭表单</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save  Ctrl+S</source>
        <translation>保存  Ctrl+S</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新建{0}</translation>
    </message>
    <message>
        <source>Edit: {0}</source>
        <translation>编辑：{0}</translation>
    </message>
    <message>
        <source>{0} created</source>
        <translation>已创建“{0}”</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已保存“{0}”</translation>
    </message>
    <message>
        <source>This record was deleted meanwhile. Copy what you still need.</source>
        <translation>此记录在此期间已被删除。请复制仍需要的内容。</translation>
    </message>
</context>
<context>
    <name>GroupButton</name>
    <message>
        <source>Group the list</source>
        <translation>列表分组</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>折叠所有组</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>展开所有组</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>All others</source>
        <translation>其他全部</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无名称）</translation>
    </message>
</context>
<context>
    <name>HeldCells</name>
    <message>
        <source>A cell cannot be saved as it is. Correct it, or press Esc to leave it as it was.</source>
        <translation>有一个单元格无法按现在的内容保存。请更正，或按 Esc 保留原来的值。</translation>
    </message>
    <message>
        <source>Close without it</source>
        <translation>不保存并关闭</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>As of a date</source>
        <translation>按日期查看</translation>
    </message>
    <message>
        <source>The record as it was on a day, beside what it is now  ←</source>
        <translation>查看某一天的记录，并与现在对照  ←</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>No change is known here yet</source>
        <translation>这里还没有已知的变更</translation>
    </message>
    <message>
        <source>The centre keeps the whole past of a record. It is shown as soon as it can be reached.</source>
        <translation>服务器保存着记录的全部历史，连接后即会显示。</translation>
    </message>
    <message>
        <source>History of {0}</source>
        <translation>变更历史：{0}</translation>
    </message>
    <message>
        <source>Asking the centre for the rest…</source>
        <translation>正在向服务器获取其余内容…</translation>
    </message>
    <message>
        <source>Complete, as of {0}.</source>
        <translation>内容完整（截至{0}）。</translation>
    </message>
    <message>
        <source>The centre does not know this record yet, or you may not see it any more.</source>
        <translation>服务器上还没有此记录，或者您已无权查看。</translation>
    </message>
    <message>
        <source>As of {0} at the centre, and what was saved here since. Later changes by others are missing.</source>
        <translation>服务器提供的历史（{0}），以及此后在本机保存的内容。其他人之后的变更不在其中。</translation>
    </message>
    <message>
        <source>The history of this record is not on this laptop: what it was then is told by changes made here alone. The rest follows once the centre can be reached.</source>
        <translation>此记录的历史不在这台电脑上：当时的状态仅由在本机所做的变更推知。其余内容将在连接服务器后显示。</translation>
    </message>
    <message>
        <source>Only what was changed on this laptop. The rest is shown once the centre can be reached.</source>
        <translation>仅显示在本机所做的变更，其余内容在连接服务器后显示。</translation>
    </message>
    <message>
        <source>As of {0}, with what is still on its way from this laptop.</source>
        <translation>截至{0}，包含本机正在发送的内容。</translation>
    </message>
    <message>
        <source>As of the change before</source>
        <translation>上一次变更时</translation>
    </message>
    <message>
        <source>As of the next change</source>
        <translation>下一次变更时</translation>
    </message>
    <message numerus="yes">
        <source>%n fields</source>
        <translation>
            <numerusform>%n 个字段</numerusform>
        </translation>
    </message>
    <message>
        <source>Restored: {0}</source>
        <translation>已恢复：{0}</translation>
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
        <translation>城市</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>省/自治区/直辖市</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>邮政编码</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家/地区</translation>
    </message>
    <message>
        <source>Korean (CP949)</source>
        <translation>韩语（CP949）</translation>
    </message>
    <message>
        <source>Simplified Chinese (GB18030)</source>
        <translation>简体中文（GB18030）</translation>
    </message>
    <message>
        <source>Traditional Chinese (Big5)</source>
        <translation>繁体中文（Big5）</translation>
    </message>
    <message>
        <source>Western European (Windows-1252)</source>
        <translation>西欧语言（Windows-1252）</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>竖线</translation>
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
        <translation>已移除此次导入的 %n 条记录。</translation>
    </message>
    <message>
        <source>%n records are as they were before.</source>
        <translation>%n 条记录已恢复原样。</translation>
    </message>
    <message>
        <source>%n records stay: somebody has gone on with them since the import.</source>
        <translation>%n 条记录予以保留：导入后有人继续处理过。</translation>
    </message>
    <message>
        <source>It was stopped; the rest stays.</source>
        <translation>已停止；其余的仍然保留。</translation>
    </message>
    <message>
        <source>An account that is not here yet</source>
        <translation>尚不存在的客户</translation>
    </message>
    <message>
        <source>is created</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>is left empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>rejects the row</source>
        <translation>拒绝该行</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
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
        <translation>导入…</translation>
    </message>
    <message>
        <source>Log an e-mail from a file…</source>
        <translation>从文件记录电子邮件…</translation>
    </message>
    <message>
        <source>{0} has been imported</source>
        <translation>已导入“{0}”</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message numerus="yes">
        <source>%n files of other kinds were left aside</source>
        <translation>
            <numerusform>已跳过 %n 个其他类型的文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose an e-mail</source>
        <translation>选择电子邮件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>InViewCard</name>
    <message>
        <source>No customer here. Move the map, or show all customers.</source>
        <translation>此处没有客户。请移动地图，或显示全部客户。</translation>
    </message>
    <message>
        <source>In view</source>
        <translation>地图范围内</translation>
    </message>
    <message>
        <source>due</source>
        <translation>该拜访</translation>
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
        <translation>采用对方的值</translation>
    </message>
    <message>
        <source>Edit the result</source>
        <translation>编辑结果</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>What needs you</source>
        <translation>需要您处理的事项</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>没有需要您处理的事项</translation>
    </message>
    <message>
        <source>When somebody else changes the same value as you, or the centre cannot accept an edit of yours, it waits here for your decision. Nothing is ever overwritten silently.</source>
        <translation>他人与您修改了同一个值，或服务器未接受您的更改时，会在这里等您决定。任何内容都不会被悄悄覆盖。</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n 项需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: may be the same</source>
        <translation>{0}：可能重复</translation>
    </message>
    <message>
        <source>deleted and changed</source>
        <translation>一方删除，一方修改</translation>
    </message>
    <message>
        <source>{0}: refused</source>
        <translation>{0}：被拒绝</translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts settled</source>
        <translation>
            <numerusform>已解决 %n 个冲突</numerusform>
        </translation>
    </message>
    <message>
        <source>Merged into {0}</source>
        <translation>已合并到“{0}”</translation>
    </message>
    <message>
        <source>Both stay</source>
        <translation>两条记录均保留</translation>
    </message>
    <message>
        <source>It goes out with the next sync</source>
        <translation>将在下次同步时发送</translation>
    </message>
    <message>
        <source>Save refused edits</source>
        <translation>保存被拒绝的更改</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>无法写入文件：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n refused edits saved to {0}</source>
        <translation>
            <numerusform>已将 %n 条被拒绝的更改保存到 {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InstantEditor</name>
    <message>
        <source>Time of {0}</source>
        <translation>{0}的时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Not a time: {0}. Write it like {1}.</source>
        <translation>不是时间：{0}。请按 {1} 的格式填写。</translation>
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
        <translation>正在等待这台电脑的密钥环</translation>
    </message>
    <message>
        <source>It keeps the key to your data. If it asks for its password, unlock it.</source>
        <translation>您的数据密钥保存在密钥环中。如果密钥环要求输入密码，请将其解锁。</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Menus and tool tips show the key of each command.</source>
        <translation>菜单和工具提示会显示每个命令的快捷键。</translation>
    </message>
    <message>
        <source>All keys of this page</source>
        <translation>此页面的所有快捷键</translation>
    </message>
</context>
<context>
    <name>KeysetModel</name>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>已折叠</translation>
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
            <numerusform>文件中有 %n 条记录似乎已存在，或与文件前面的记录重复。</numerusform>
        </translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>Records that seem to be here already</source>
        <translation>似乎已存在的记录</translation>
    </message>
    <message>
        <source>{0}  (line {1}): {2}</source>
        <translation>{0}（第 {1} 行）：{2}</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Update what is here</source>
        <translation>更新已有记录</translation>
    </message>
    <message>
        <source>Make a second record</source>
        <translation>另建一条记录</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>此记录</translation>
    </message>
    <message>
        <source>Line {0}</source>
        <translation>第 {0} 行</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>已有记录</translation>
    </message>
</context>
<context>
    <name>LeadPage</name>
    <message>
        <source>Convert</source>
        <translation>转化</translation>
    </message>
    <message>
        <source>Convert  Ctrl+Shift+K</source>
        <translation>转化  Ctrl+Shift+K</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>请勿联系</translation>
    </message>
    <message>
        <source>What it became</source>
        <translation>转化结果</translation>
    </message>
    <message>
        <source>Contact details</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Convert the lead</source>
        <translation>转化线索</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Log a call or plan a task.</source>
        <translation>还没有活动。可以记录通话或安排任务。</translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation>暂无描述。</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>当前：{0}</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Changes not saved</source>
        <translation>有未保存的更改</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续编辑</translation>
    </message>
</context>
<context>
    <name>LineModel</name>
    <message>
        <source>Add a product…</source>
        <translation>添加产品…</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>LinesCard</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a product</source>
        <translation>添加产品</translation>
    </message>
    <message>
        <source>No products.</source>
        <translation>没有产品。</translation>
    </message>
    <message>
        <source>Tab goes through the cells, Enter adds the next line, Delete takes a line away</source>
        <translation>Tab 在单元格间移动，Enter 添加下一行，Delete 删除一行</translation>
    </message>
    <message>
        <source>Lines without a price in {0} are not in the sum.</source>
        <translation>没有 {0} 价格的明细未计入合计。</translation>
    </message>
    <message>
        <source>List price</source>
        <translation>标价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Tax {0}</source>
        <translation>税 {0}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已保存“{0}”</translation>
    </message>
    <message>
        <source>{0} added</source>
        <translation>已添加“{0}”</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>已删除“{0}”</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>New {0}</source>
        <translation>新建{0}</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export: {0}</source>
        <translation>导出：{0}</translation>
    </message>
    <message>
        <source>{0} written, rows: {1}</source>
        <translation>已写入“{0}”，共 {1} 行</translation>
    </message>
    <message>
        <source>“{0}” also asked for a field that is gone: it shows more than it did.</source>
        <translation>“{0}”的筛选条件中有一个字段已不存在，因此显示的内容比以前多。</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有匹配的内容</translation>
    </message>
    <message>
        <source>No entry of this list fits the filter.</source>
        <translation>此列表中没有符合筛选条件的条目。</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing here yet. This list is kept at the centre.</source>
        <translation>还没有内容。此列表由服务器维护。</translation>
    </message>
    <message>
        <source>Nothing here yet. What you add is saved on this laptop and goes out with the next sync.</source>
        <translation>还没有内容。您添加的内容会保存在本机，并在下次同步时发送。</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新建{0}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Open the account</source>
        <translation>打开客户</translation>
    </message>
</context>
<context>
    <name>LogVisitForm</name>
    <message>
        <source>Log a visit</source>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Where are you? One click checks you in.</source>
        <translation>您在哪里？点击一次即可签到。</translation>
    </message>
    <message>
        <source>Check in now</source>
        <translation>立即签到</translation>
    </message>
    <message>
        <source>Plan for later</source>
        <translation>安排日后拜访</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>已签到</translation>
    </message>
</context>
<context>
    <name>LongTextEditor</name>
    <message>
        <source>At most 64 KB of text.</source>
        <translation>文本最大为 64 KB。</translation>
    </message>
</context>
<context>
    <name>LostReasonBar</name>
    <message>
        <source>Why was it lost?</source>
        <translation>丢单原因是什么？</translation>
    </message>
    <message>
        <source>Close without a reason</source>
        <translation>不填原因，直接结单</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>保持进行中</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Search everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>编辑单元格</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Open the record in a window of its own</source>
        <translation>在新窗口中打开记录</translation>
    </message>
    <message>
        <source>Edit the record</source>
        <translation>编辑记录</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建记录</translation>
    </message>
    <message>
        <source>Delete what is selected</source>
        <translation>删除所选项</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>筛选列表</translation>
    </message>
    <message>
        <source>Group the list</source>
        <translation>列表分组</translation>
    </message>
    <message>
        <source>Fold or unfold a group</source>
        <translation>折叠或展开组</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Select all that match</source>
        <translation>全选符合条件的记录</translation>
    </message>
    <message>
        <source>Apply the panel to all selected</source>
        <translation>应用到所有选中的记录</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Leave, go back</source>
        <translation>离开，返回</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>在列表中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Search everything  Ctrl+K</source>
        <translation>搜索全部内容  Ctrl+K</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>导航</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>Day before, day after</source>
        <translation>前一天，后一天</translation>
    </message>
    <message>
        <source>Move the map</source>
        <translation>移动地图</translation>
    </message>
    <message>
        <source>Nearer, farther away</source>
        <translation>放大，缩小</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>全部客户</translation>
    </message>
    <message>
        <source>Move the stop up, down</source>
        <translation>上移、下移拜访点</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>全部客户</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Farther away</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Best order</source>
        <translation>最佳顺序</translation>
    </message>
    <message>
        <source>Keep this order</source>
        <translation>采用此顺序</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>No customers on the map yet</source>
        <translation>还没有可显示位置的客户</translation>
    </message>
    <message>
        <source>Locations come from an import or from the centre. Customers that have one appear here.</source>
        <translation>位置信息来自导入的文件或服务器。有位置信息的客户会显示在这里。</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>拜访点</translation>
    </message>
    <message>
        <source>No visit on this day. Click a customer on the map to plan one.</source>
        <translation>这一天没有拜访。点击地图上的客户来安排拜访。</translation>
    </message>
    <message>
        <source>With the way between them, these stops do not fit into the day.</source>
        <translation>加上路上的时间，这些拜访点一天内排不下。</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} ({1} late)</source>
        <translation>{0}（迟到 {1}）</translation>
    </message>
    <message>
        <source>An agreed time would not be kept: {0}</source>
        <translation>无法按约定时间到达：{0}</translation>
    </message>
    <message>
        <source>{0} in a straight line, {1} before</source>
        <translation>直线距离 {0}，原为 {1}</translation>
    </message>
    <message>
        <source>until {0}, after working hours</source>
        <translation>到{0}结束，超出工作时间</translation>
    </message>
    <message>
        <source>{0} in a straight line</source>
        <translation>直线距离 {0}</translation>
    </message>
    <message>
        <source>This is the best order already</source>
        <translation>已经是最佳顺序</translation>
    </message>
    <message>
        <source>The day has a new order</source>
        <translation>当天的顺序已更改</translation>
    </message>
    <message>
        <source>There is no time left for {0} on this day</source>
        <translation>这一天没有时间拜访{0}了</translation>
    </message>
    <message>
        <source>{0} added at {1}</source>
        <translation>{0}已加入，时间：{1}</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message numerus="yes">
        <source>%n customers in view. Arrow keys move, plus and minus zoom.</source>
        <translation>
            <numerusform>地图范围内有 %n 个客户。方向键移动，加减键缩放。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>记录(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
</context>
<context>
    <name>MoneyEditor</name>
    <message>
        <source>Currency of {0}</source>
        <translation>{0}的币种</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Not an amount: {0}</source>
        <translation>不是金额：{0}</translation>
    </message>
    <message>
        <source>{0} has no digits after the point.</source>
        <translation>{0} 没有小数位。</translation>
    </message>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>小数点后最多 %n 位。</numerusform>
        </translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>不得小于 {0}。</translation>
    </message>
    <message>
        <source>This amount is too large.</source>
        <translation>金额过大。</translation>
    </message>
</context>
<context>
    <name>NextStepBar</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What brings this forward?</source>
        <translation>下一步怎么推进？</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>Not a number: {0}</source>
        <translation>不是数字：{0}</translation>
    </message>
    <message>
        <source>Whole numbers only.</source>
        <translation>只能填写整数。</translation>
    </message>
    <message numerus="yes">
        <source>At most %n digits after the point.</source>
        <translation>
            <numerusform>小数点后最多 %n 位。</numerusform>
        </translation>
    </message>
    <message>
        <source>At least {0}.</source>
        <translation>不得小于 {0}。</translation>
    </message>
    <message>
        <source>At most {0}.</source>
        <translation>不得大于 {0}。</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>数字过大。</translation>
    </message>
</context>
<context>
    <name>OpportunitiesPage</name>
    <message>
        <source>View</source>
        <translation>视图</translation>
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
        <translation>预测</translation>
    </message>
    <message>
        <source>New {0}</source>
        <translation>新建{0}</translation>
    </message>
    <message>
        <source>Send the card to the next stage</source>
        <translation>将卡片移到下一阶段</translation>
    </message>
    <message>
        <source>Send the card a stage back</source>
        <translation>将卡片移回上一阶段</translation>
    </message>
    <message>
        <source>Write the card&apos;s next step</source>
        <translation>填写卡片的下一步</translation>
    </message>
    <message>
        <source>Count the opportunity as more certain</source>
        <translation>将商机的预测类别调高</translation>
    </message>
    <message>
        <source>Count the opportunity as less certain</source>
        <translation>将商机的预测类别调低</translation>
    </message>
</context>
<context>
    <name>OpportunityPage</name>
    <message>
        <source>Move to the next stage</source>
        <translation>移到下一阶段</translation>
    </message>
    <message>
        <source>Move a stage back</source>
        <translation>退回上一阶段</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Make a quote</source>
        <translation>生成报价单</translation>
    </message>
    <message>
        <source>Use the total as amount</source>
        <translation>将合计用作金额</translation>
    </message>
    <message>
        <source>Nobody yet. Name the people who decide.</source>
        <translation>还没有人。请添加参与决策的人。</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Plan a visit or log a call.</source>
        <translation>还没有活动。可以安排拜访或记录通话。</translation>
    </message>
    <message>
        <source>None yet. What brings this forward?</source>
        <translation>还没有。下一步怎么推进？</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期金额</translation>
    </message>
    <message>
        <source>In this stage</source>
        <translation>当前阶段已停留</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Amount: {0}</source>
        <translation>金额：{0}</translation>
    </message>
    <message>
        <source>Quote made</source>
        <translation>已生成报价单</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>当前：{0}</translation>
    </message>
</context>
<context>
    <name>Outside</name>
    <message>
        <source>No web browser was found. {0} is in the clipboard.</source>
        <translation>找不到网页浏览器。{0} 已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>PageHead</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>PairView</name>
    <message>
        <source>1  Merge…</source>
        <translation>1  合并…</translation>
    </message>
    <message>
        <source>Press 1 or M</source>
        <translation>按 1 或 M 键</translation>
    </message>
    <message>
        <source>2  Not a duplicate</source>
        <translation>2  不是重复</translation>
    </message>
    <message>
        <source>You are not asked again. Press 2 or T</source>
        <translation>以后不再询问。按 2 或 T 键</translation>
    </message>
    <message>
        <source>1  Keep the left one</source>
        <translation>1  保留左侧</translation>
    </message>
    <message>
        <source>2  Keep the right one</source>
        <translation>2  保留右侧</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>返回选择</translation>
    </message>
    <message>
        <source>Open the left one</source>
        <translation>打开左侧记录</translation>
    </message>
    <message>
        <source>Open the right one</source>
        <translation>打开右侧记录</translation>
    </message>
    <message>
        <source>Both have the same {0}: {1}. They may be one and the same.</source>
        <translation>两条记录的{0}相同：{1}。可能重复。</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>came second, {0}</source>
        <translation>后录入，{0}</translation>
    </message>
    <message>
        <source>came second</source>
        <translation>后录入</translation>
    </message>
    <message>
        <source>was here first</source>
        <translation>先录入</translation>
    </message>
    <message>
        <source>The other one belongs to somebody else: its owner or a manager can do this</source>
        <translation>另一条记录属于其他人：须由其负责人或经理处理</translation>
    </message>
    <message>
        <source>Which one stays? It keeps its values, takes what it lacks from the other one, and everything that belongs to the other one. It can be undone until it is sent to the centre; after that, single values are brought back from the record&apos;s history.</source>
        <translation>保留哪一条？保留的记录维持自己的值，从另一条补上缺少的值，并接收属于另一条的所有内容。发送到服务器之前可以撤销；之后可从变更历史中逐个恢复值。</translation>
    </message>
    <message>
        <source>Both belong to somebody else: an owner or a manager can merge them.</source>
        <translation>两条记录都属于其他人：须由负责人或经理合并。</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>The period before</source>
        <translation>上一周期</translation>
    </message>
    <message>
        <source>The next period</source>
        <translation>下一周期</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>本期</translation>
    </message>
    <message>
        <source>The present period</source>
        <translation>当前周期</translation>
    </message>
    <message>
        <source>Month or quarter</source>
        <translation>月或季度</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>By quarter</source>
        <translation>按季度</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>按月</translation>
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
        <translation>之后</translation>
    </message>
    <message>
        <source>nothing comes after it</source>
        <translation>已到此结束</translation>
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
        <translation>添加照片</translation>
    </message>
    <message>
        <source>No photos yet. Add them, or drop them here.</source>
        <translation>还没有照片。请添加，或拖放到此处。</translation>
    </message>
    <message>
        <source>Save caption</source>
        <translation>保存说明</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The photo, enlarged</source>
        <translation>放大的照片</translation>
    </message>
    <message>
        <source>Caption saved</source>
        <translation>说明已保存</translation>
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
        <translation>{0}。该时间已与客户约定，请通知客户</translation>
    </message>
    <message>
        <source>{0} is due {1}</source>
        <translation>“{0}”的截止日期：{1}</translation>
    </message>
    <message>
        <source>A close date is changed on the opportunity&apos;s page</source>
        <translation>预计结单日期在商机页面修改</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>已完成：{0}</translation>
    </message>
    <message>
        <source>No reminder for {0}</source>
        <translation>已取消“{0}”的提醒</translation>
    </message>
    <message>
        <source>Reminder for {0}: {1}</source>
        <translation>“{0}”的提醒：{1}</translation>
    </message>
    <message>
        <source>{0}: time agreed</source>
        <translation>{0}：时间已约定</translation>
    </message>
    <message>
        <source>{0}: time no longer agreed</source>
        <translation>{0}：不再是约定时间</translation>
    </message>
    <message>
        <source>No hour is free on this day: something else is planned for that time</source>
        <translation>这一天没有空闲时间：该时间已有其他安排</translation>
    </message>
    <message>
        <source>Visit at {0} planned: {1}</source>
        <translation>已安排{0}的拜访：{1}</translation>
    </message>
    <message>
        <source>{0}. Something else is planned for that time</source>
        <translation>{0}。该时间已有其他安排</translation>
    </message>
</context>
<context>
    <name>PositionEditor</name>
    <message>
        <source>Write it like 37.5665, 126.9780.</source>
        <translation>请按 37.5665, 126.9780 的格式填写。</translation>
    </message>
    <message>
        <source>There is no such place on earth.</source>
        <translation>地球上没有这个位置。</translation>
    </message>
</context>
<context>
    <name>PresenceFields</name>
    <message>
        <source>Time, if it was not just now</source>
        <translation>时间（如果不是刚才）</translation>
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
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Print  Ctrl+P</source>
        <translation>打印  Ctrl+P</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Save as PDF  Ctrl+S</source>
        <translation>另存为 PDF  Ctrl+S</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There is nothing to print any more</source>
        <translation>已没有可打印的内容</translation>
    </message>
    <message>
        <source>The record was deleted, or moved out of what you see.</source>
        <translation>此记录已被删除，或移出了您的可见范围。</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已另存为 {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>已发送到打印机</translation>
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
        <translation>预览</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>文件的读取方式</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>The first contacts</source>
        <translation>前几位联系人</translation>
    </message>
    <message>
        <source>The first meetings</source>
        <translation>前几个会议</translation>
    </message>
    <message>
        <source>Type of record</source>
        <translation>记录类型</translation>
    </message>
    <message numerus="yes">
        <source>%n of the first {0} rows do not fit the columns. Is the delimiter right?</source>
        <translation>
            <numerusform>前 {0} 行中有 %n 行与列不符。分隔符是否正确？</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no row below the names of the columns.</source>
        <translation>列名下面没有任何行。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>第一行是</translation>
    </message>
    <message>
        <source>Names of the columns</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>A record like the others</source>
        <translation>普通记录</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
</context>
<context>
    <name>ProductCell</name>
    <message>
        <source>Name or code</source>
        <translation>名称或编码</translation>
    </message>
    <message>
        <source>No product is called so: {0}</source>
        <translation>没有这个名称的产品：{0}</translation>
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
        <translation>添加照片</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>See the photos</source>
        <translation>见照片</translation>
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
        <translation>等待的文件：{0}</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一个文件</translation>
    </message>
    <message>
        <source>Pass this file over</source>
        <translation>跳过此文件</translation>
    </message>
</context>
<context>
    <name>QuickActions</name>
    <message>
        <source>Visit now</source>
        <translation>立即拜访</translation>
    </message>
    <message>
        <source>Plan visit</source>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Log call</source>
        <translation>记录通话</translation>
    </message>
    <message>
        <source>Visit created</source>
        <translation>拜访已创建</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>快速记录</translation>
    </message>
    <message>
        <source>Log it in one line  Ctrl+J</source>
        <translation>一句话记录  Ctrl+J</translation>
    </message>
    <message>
        <source>Log e-mail</source>
        <translation>记录邮件</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <translation>商机</translation>
    </message>
</context>
<context>
    <name>QuickLog</name>
    <message>
        <source>Another account…</source>
        <translation>其他客户…</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>其他人…</translation>
    </message>
    <message>
        <source>Another day…</source>
        <translation>换个日期…</translation>
    </message>
    <message>
        <source>Other words…</source>
        <translation>修改内容…</translation>
    </message>
    <message>
        <source>{0}, planned</source>
        <translation>{0}（计划）</translation>
    </message>
    <message>
        <source>No day</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>Amount in the notes only</source>
        <translation>金额仅记入备注</translation>
    </message>
    <message>
        <source>Next: {0}</source>
        <translation>下一步：{0}</translation>
    </message>
    <message>
        <source>Outcome: {0}</source>
        <translation>结果：{0}</translation>
    </message>
    <message>
        <source>Kind: {0}</source>
        <translation>类型：{0}</translation>
    </message>
    <message>
        <source>Account: {0}</source>
        <translation>客户：{0}</translation>
    </message>
    <message>
        <source>Which account</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>Which account is “{0}”</source>
        <translation>未找到客户“{0}”</translation>
    </message>
    <message>
        <source>Who is “{0}”</source>
        <translation>未找到“{0}”</translation>
    </message>
    <message>
        <source>Person: {0}</source>
        <translation>人员：{0}</translation>
    </message>
    <message>
        <source>When: {0}</source>
        <translation>时间：{0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Amount: {0}</source>
        <translation>金额：{0}</translation>
    </message>
    <message>
        <source>The amount goes to: {0}</source>
        <translation>金额记入：{0}</translation>
    </message>
</context>
<context>
    <name>QuickLogBar</name>
    <message>
        <source>Quick log</source>
        <translation>快速记录</translation>
    </message>
    <message>
        <source>What happened, in one line</source>
        <translation>用一句话记录</translation>
    </message>
    <message>
        <source>Met Kim, quote 20m, revisit next Tue</source>
        <translation>见了王总，报价20万，下周二再访</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save all of it as one  Enter</source>
        <translation>一次全部保存  Enter</translation>
    </message>
    <message>
        <source>Close; the line stays for next time</source>
        <translation>关闭（已输入的内容会保留）</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Write as you would tell it: whom you met, for how much, what comes next and when.</source>
        <translation>像平时说话一样写：见了谁、多少金额、下一步做什么、什么时候。</translation>
    </message>
    <message>
        <source>A visit needs an account: choose it above, then press Enter.</source>
        <translation>拜访必须有客户：请先在上方选择，再按 Enter。</translation>
    </message>
    <message>
        <source>Enter saves. Down goes to the facts: Enter corrects one, Delete takes it away.</source>
        <translation>按 Enter 保存。按 ↓ 进入各项：Enter 修改，Delete 移除。</translation>
    </message>
    <message>
        <source>Logged: {0}</source>
        <translation>已记录：{0}</translation>
    </message>
    <message>
        <source>{0}: new business</source>
        <translation>{0}新业务</translation>
    </message>
</context>
<context>
    <name>QuoteEntries</name>
    <message>
        <source>valid until {0}</source>
        <translation>有效期至 {0}</translation>
    </message>
</context>
<context>
    <name>QuotePage</name>
    <message>
        <source>Preview and print</source>
        <translation>预览和打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>Mark as sent</source>
        <translation>标记为已发送</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>标记为已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>标记为已拒绝</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>标记为已过期</translation>
    </message>
    <message>
        <source>Preview and print  Ctrl+P</source>
        <translation>预览和打印  Ctrl+P</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Save as PDF  Ctrl+S</source>
        <translation>另存为 PDF  Ctrl+S</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>About</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>No terms yet. They stand below the sum.</source>
        <translation>尚无条款。条款印在合计下方。</translation>
    </message>
    <message>
        <source>Draft number: the server gives one with the next sync</source>
        <translation>草稿编号：下次同步时由服务器分配正式编号</translation>
    </message>
    <message>
        <source>This offer stood until {0}. Revise it, or close it as expired.</source>
        <translation>此报价有效期至 {0}。请修订，或标为已过期。</translation>
    </message>
    <message>
        <source>Now: {0}</source>
        <translation>当前：{0}</translation>
    </message>
    <message>
        <source>Revision made</source>
        <translation>已生成修订版</translation>
    </message>
    <message>
        <source>Saved as {0}</source>
        <translation>已另存为 {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
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
        <translation>修订版 {0}</translation>
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
        <translation>序号</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>List price</source>
        <translation>标价</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>小计</translation>
    </message>
    <message>
        <source>Tax {0}</source>
        <translation>税 {0}</translation>
    </message>
    <message>
        <source>We accept this offer:</source>
        <translation>我们接受此报价：</translation>
    </message>
    <message>
        <source>Place and date</source>
        <translation>地点和日期</translation>
    </message>
    <message>
        <source>Name and signature</source>
        <translation>姓名和签字</translation>
    </message>
</context>
<context>
    <name>ReadingCover</name>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>The disk is slow or busy. What you have saved is safe.</source>
        <translation>磁盘较慢或正忙。已保存的内容是安全的。</translation>
    </message>
    <message>
        <source>This could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>{0}
What you have saved is not affected.</source>
        <translation>{0}
已保存的内容不受影响。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Changed by somebody else meanwhile. Saving keeps yours.</source>
        <translation>在此期间已被其他人修改。保存将保留您的内容。</translation>
    </message>
</context>
<context>
    <name>RecordLookup</name>
    <message>
        <source>(not on this laptop)</source>
        <translation>（不在本机）</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>History</source>
        <translation>变更历史</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>在新窗口中打开</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit  Ctrl+E</source>
        <translation>编辑  Ctrl+E</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>This record is not here any more</source>
        <translation>此记录已不可用</translation>
    </message>
    <message>
        <source>It was deleted, or moved out of what you see. What you saved in it before was sent.</source>
        <translation>记录已被删除，或移出了您的可见范围。您此前保存的内容已经发送。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>RecordWindows</name>
    <message>
        <source>Open in a new window</source>
        <translation>在新窗口中打开</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>Type to search</source>
        <translation>输入以搜索</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>请从列表中选择一项。</translation>
    </message>
</context>
<context>
    <name>RefusalView</name>
    <message>
        <source>Bring back: {0}</source>
        <translation>恢复：{0}</translation>
    </message>
    <message>
        <source>Another one: {0}</source>
        <translation>另选记录：{0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>编辑后重新发送</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>For when what stood in the way has gone</source>
        <translation>拒绝的原因已排除时使用</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>保存到文件…</translation>
    </message>
    <message>
        <source>Put under this one</source>
        <translation>归到此记录之下</translation>
    </message>
    <message>
        <source>What you entered</source>
        <translation>您填写的内容</translation>
    </message>
    <message>
        <source>Nothing is lost: it stays on this laptop until you decide.</source>
        <translation>不会丢失任何内容：在您决定之前，都会保留在本机。</translation>
    </message>
    <message>
        <source>The centre did not accept this new record of {0}. {1}</source>
        <translation>服务器未接受这条新记录（{0}）。{1}</translation>
    </message>
    <message>
        <source>The centre did not accept this deletion of {0}. {1}</source>
        <translation>服务器未接受这次删除（{0}）。{1}</translation>
    </message>
    <message>
        <source>The centre did not accept your change of {0}. {1}</source>
        <translation>服务器未接受您的更改（{0}）。{1}</translation>
    </message>
    <message>
        <source>The centre&apos;s advice: {0}.</source>
        <translation>服务器的建议：{0}。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>RejectsCard</name>
    <message>
        <source>Rows not imported</source>
        <translation>无法导入的行</translation>
    </message>
    <message>
        <source>Save these rows…</source>
        <translation>保存这些行…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{0}-rejected.csv</source>
        <translation>{0}-未导入.csv</translation>
    </message>
    <message>
        <source>Save the rows</source>
        <translation>保存行</translation>
    </message>
    <message numerus="yes">
        <source>%n rows saved. Correct them and import that file.</source>
        <translation>
            <numerusform>已保存 %n 行。请更正后导入该文件。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderBar</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>稍后提醒</translation>
    </message>
    <message>
        <source>In 10 minutes</source>
        <translation>10 分钟后</translation>
    </message>
    <message>
        <source>In 1 hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>Tomorrow at 9</source>
        <translation>明天 9 点</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>{0} reminders</source>
        <translation>{0} 条提醒</translation>
    </message>
    <message>
        <source>Snooze 10 minutes</source>
        <translation>10 分钟后提醒</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>会见人员</translation>
    </message>
    <message>
        <source>Make it a task due</source>
        <translation>设为任务，截止日期</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Say what comes next; the task is named after it.</source>
        <translation>请填写下一步，任务将以此命名。</translation>
    </message>
</context>
<context>
    <name>ReportsCard</name>
    <message>
        <source>Privacy and crash reports</source>
        <translation>隐私与崩溃报告</translation>
    </message>
    <message>
        <source>When the program fails it keeps a report here, without names or values. Nothing is ever sent.</source>
        <translation>程序出错时会在此保存一份报告，不含任何名称或数值。不会发送任何内容。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Delete the report</source>
        <translation>删除报告</translation>
    </message>
    <message>
        <source>A report is kept on this laptop.</source>
        <translation>本机保存有一份报告。</translation>
    </message>
    <message>
        <source>No report is kept.</source>
        <translation>没有保存任何报告。</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>报告已复制到剪贴板。</translation>
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
        <translation>导入其他文件</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一个文件</translation>
    </message>
    <message>
        <source>Undo this import</source>
        <translation>撤销此次导入</translation>
    </message>
    <message>
        <source>Show in {0}</source>
        <translation>查看{0}</translation>
    </message>
    <message>
        <source>created</source>
        <translation>已新建</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未更改</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>The import was stopped; what came in by then stays.</source>
        <translation>导入已停止；此前导入的记录仍然保留。</translation>
    </message>
    <message>
        <source>It goes to the centre with the next sync, like everything you save.</source>
        <translation>与您保存的其他内容一样，将在下次同步时发送到服务器。</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were created with it.</source>
        <translation>
            <numerusform>同时新建了 %n 个客户。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SamplesCard</name>
    <message>
        <source>Signed for: sign again to change them</source>
        <translation>已签收：如需更改请重新签名</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Nothing found for “{0}”</source>
        <translation>未找到“{0}”的结果</translation>
    </message>
    <message>
        <source>Looking in notes and descriptions…</source>
        <translation>正在备注和描述中查找…</translation>
    </message>
    <message>
        <source>↑ ↓ choose      Enter open      &gt; commands only      Esc leave</source>
        <translation>↑ ↓ 选择      Enter 打开      &gt; 仅命令      Esc 关闭</translation>
    </message>
</context>
<context>
    <name>SearchWiring</name>
    <message>
        <source>In notes and descriptions</source>
        <translation>备注和描述</translation>
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
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>安排拜访…</translation>
    </message>
    <message>
        <source>Make tasks…</source>
        <translation>创建任务…</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Plan visits…</source>
        <translation>安排拜访…</translation>
    </message>
    <message>
        <source>Make tasks…</source>
        <translation>创建任务…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选择 {0}</translation>
    </message>
    <message>
        <source>Select all {0}</source>
        <translation>全选 {0} 条</translation>
    </message>
</context>
<context>
    <name>SetEditor</name>
    <message>
        <source>Type to search</source>
        <translation>输入以搜索</translation>
    </message>
    <message>
        <source>Type and press Enter</source>
        <translation>输入后按 Enter 键</translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 个字符。</numerusform>
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
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>网络连接</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Density of lists</source>
        <translation>列表密度</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>显示比例</translation>
    </message>
    <message>
        <source>The size changes the next time CRMDesk starts.</source>
        <translation>新的显示比例将在下次启动 CRMDesk 时生效。</translation>
    </message>
    <message>
        <source>Cost of the connection</source>
        <translation>连接计费方式</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Metered</source>
        <translation>按流量计费</translation>
    </message>
    <message>
        <source>Not metered</source>
        <translation>不限流量</translation>
    </message>
    <message>
        <source>It is metered now: records sync, attached files wait until you ask for one.</source>
        <translation>当前按流量计费：记录照常同步，附件等您需要时再传输。</translation>
    </message>
    <message>
        <source>It is not metered now: attached files come and go by themselves.</source>
        <translation>当前不限流量：附件会自动收发。</translation>
    </message>
    <message>
        <source>Details in notifications</source>
        <translation>通知中的详细内容</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
    <message>
        <source>Hidden, they show neither customer nor subject on a locked screen, where others could read them.</source>
        <translation>隐藏时不显示客户和主题，锁屏上别人看不到。</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登录身份</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Sign out now?</source>
        <translation>现在退出登录吗？</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Signing out ends the session. Your records and what waits stay, encrypted, on this laptop.</source>
        <translation>退出登录会结束会话。您的记录和等待发送的内容会以加密形式保留在本机。</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>已退出登录</translation>
    </message>
    <message>
        <source>Signed out here. The centre could not be told; it ends the session by itself.</source>
        <translation>已在本机退出登录。未能通知服务器，会话会自行结束。</translation>
    </message>
    <message>
        <source>Size of everything, zoom</source>
        <translation>显示比例、缩放</translation>
    </message>
    <message>
        <source>Metered line, cost of the connection</source>
        <translation>按流量计费、连接计费方式</translation>
    </message>
    <message>
        <source>Window, tray and closing</source>
        <translation>窗口、托盘与关闭</translation>
    </message>
    <message>
        <source>Keyboard and shortcuts</source>
        <translation>键盘与快捷键</translation>
    </message>
    <message>
        <source>Profile, user and signing out</source>
        <translation>账户、用户与退出登录</translation>
    </message>
    <message>
        <source>Laptops, devices, shut out or erase</source>
        <translation>笔记本电脑、设备、禁用或清除</translation>
    </message>
    <message>
        <source>Storage, disk, free up space, check the data</source>
        <translation>存储、磁盘、释放空间、检查数据</translation>
    </message>
    <message>
        <source>Privacy and crash reports</source>
        <translation>隐私与崩溃报告</translation>
    </message>
    <message>
        <source>About CRMDesk, version, licences</source>
        <translation>关于 CRMDesk、版本、许可证</translation>
    </message>
</context>
<context>
    <name>SharedViews</name>
    <message>
        <source>{0} is shared now</source>
        <translation>已共享“{0}”</translation>
    </message>
    <message>
        <source>{0} changed for everybody</source>
        <translation>已为所有人更改“{0}”</translation>
    </message>
    <message>
        <source>{0} is shared no more</source>
        <translation>已停止共享“{0}”</translation>
    </message>
</context>
<context>
    <name>Shortlist</name>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>查看全部</translation>
    </message>
</context>
<context>
    <name>SignInAgainPage</name>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Use a password</source>
        <translation>使用密码</translation>
    </message>
    <message>
        <source>Use an enrolment code</source>
        <translation>使用注册码</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Everything you saved stays on this laptop and goes out afterwards.</source>
        <translation>您保存的所有内容都保留在本机，登录后发送。</translation>
    </message>
    <message>
        <source>Signed in. What waited goes out now.</source>
        <translation>已登录。等待的内容正在发送。</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Once, while there is a network. From then on you work without one.</source>
        <translation>只需在有网络时登录一次，之后没有网络也能工作。</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>注册码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Passphrase for this laptop</source>
        <translation>本机的密码短语</translation>
    </message>
    <message>
        <source>Unlocks your data here; do not lose it</source>
        <translation>用于打开本机上的数据，请牢记</translation>
    </message>
    <message>
        <source>Use a password</source>
        <translation>使用密码</translation>
    </message>
    <message>
        <source>Use an enrolment code</source>
        <translation>使用注册码</translation>
    </message>
    <message>
        <source>Looking for this laptop&apos;s keyring, which is to keep the key to your data…</source>
        <translation>正在查找这台电脑的密钥环，数据的密钥将保存在其中…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation>请填写“{0}”。</translation>
    </message>
</context>
<context>
    <name>SignatureCard</name>
    <message>
        <source>Say who signs, then sign below with a finger, a pen or the mouse.</source>
        <translation>请填写签名人，然后用手指、笔或鼠标在下方签名。</translation>
    </message>
    <message>
        <source>Field to sign in</source>
        <translation>签名区</translation>
    </message>
    <message>
        <source>Keep the signature</source>
        <translation>保存签名</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>已在纸上签名</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>重新签名</translation>
    </message>
    <message>
        <source>Received: {0}</source>
        <translation>已收到：{0}</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}</source>
        <translation>由{0}签名，{1}</translation>
    </message>
    <message>
        <source>Signed on paper by {0}, {1}</source>
        <translation>由{0}在纸上签名，{1}</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>已过</translation>
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
        <translation>此阶段没有商机。请将卡片拖到这里。</translation>
    </message>
    <message>
        <source>{0} this quarter</source>
        <translation>本季度 {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n opportunities</source>
        <translation>
            <numerusform>%n 个商机</numerusform>
        </translation>
    </message>
    <message>
        <source>closed this quarter</source>
        <translation>本季度内结单</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
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
        <translation>显示更多</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Somebody out of your sight</source>
        <translation>您无权查看的人</translation>
    </message>
    <message>
        <source>made this record</source>
        <translation>创建了此记录</translation>
    </message>
    <message>
        <source>deleted it</source>
        <translation>删除了此记录</translation>
    </message>
    <message>
        <source>brought it back</source>
        <translation>恢复了此记录</translation>
    </message>
    <message>
        <source>amended the report</source>
        <translation>更正了报告</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改了此记录</translation>
    </message>
    <message>
        <source>Offline, not sent yet</source>
        <translation>离线，尚未发送</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Did not stand</source>
        <translation>未生效</translation>
    </message>
    <message>
        <source>Refused, sent again</source>
        <translation>被拒绝，已重新发送</translation>
    </message>
    <message>
        <source>Refused, discarded</source>
        <translation>被拒绝，已放弃</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2}</source>
        <translation>{0}：从“{1}”改为“{2}”</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore: {0}</source>
        <translation>恢复：{0}</translation>
    </message>
    <message>
        <source>Restore {0}: {1}</source>
        <translation>恢复{0}：{1}</translation>
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
        <translation>推后</translation>
    </message>
    <message>
        <source>{0}, was {1}</source>
        <translation>{0}，原为{1}</translation>
    </message>
    <message>
        <source>{0}, agreed for {1}</source>
        <translation>{0}，约定 {1}</translation>
    </message>
    <message>
        <source>{0}, agreed</source>
        <translation>{0}，已约定</translation>
    </message>
    <message>
        <source>place not known</source>
        <translation>位置未知</translation>
    </message>
    <message>
        <source>It has begun or is over, so it stays in its place.</source>
        <translation>已开始或已结束，因此位置不变。</translation>
    </message>
    <message>
        <source>Alt+Up and Alt+Down move it.</source>
        <translation>按 Alt+↑ 和 Alt+↓ 移动。</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面检查</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>All of it is encrypted. Freed files stay at the centre and come back when you open them.</source>
        <translation>全部内容均已加密。释放的文件仍在服务器上，打开时会重新下载。</translation>
    </message>
    <message>
        <source>Free up space</source>
        <translation>释放空间</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>搜索索引</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Can be freed</source>
        <translation>可释放</translation>
    </message>
    <message>
        <source>Last checked</source>
        <translation>上次检查</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Freed. The files come back when you open them.</source>
        <translation>已释放。打开文件时会重新下载。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>The check was ended before it was through.</source>
        <translation>检查未完成就已停止。</translation>
    </message>
    <message>
        <source>All well: {0} records and {1} saved edits are sound.</source>
        <translation>一切正常：{0} 条记录和 {1} 项已保存的更改均完好。</translation>
    </message>
</context>
<context>
    <name>SyncBanner</name>
    <message>
        <source>Your session has ended. Work on: what you save is kept and goes out after signing in.</source>
        <translation>会话已结束。请继续工作：您保存的内容会保留，登录后发送。</translation>
    </message>
    <message>
        <source>This laptop was locked by your administrator and does not sync any more.</source>
        <translation>管理员已锁定这台电脑，不再同步。</translation>
    </message>
    <message>
        <source>CRMDesk has to be updated before it can sync. Work on: nothing is lost.</source>
        <translation>须先更新 CRMDesk 才能同步。请继续工作：不会丢失任何内容。</translation>
    </message>
    <message>
        <source>The disk of this laptop gives trouble. What was saved before is safe.</source>
        <translation>本机磁盘出现问题。此前保存的内容是安全的。</translation>
    </message>
    <message>
        <source>The first sync goes on by itself as soon as the centre can be reached.</source>
        <translation>连接上服务器后，首次同步会自动继续。</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Your records are on their way. You can start with what is here.</source>
        <translation>正在接收您的记录。可以先用已收到的数据开始工作。</translation>
    </message>
    <message>
        <source>{0}. You can start with what is here.</source>
        <translation>{0}。可以先用已收到的数据开始工作。</translation>
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
        <translation>{0}。点击可查看等待发送和已交换的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n 项需要处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline, {0}</source>
        <translation>离线，{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n changes waiting</source>
        <translation>
            <numerusform>%n 项更改待发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
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
        <translation>登录后同步</translation>
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
        <translation>重新登录</translation>
    </message>
    <message>
        <source>Open the Inbox</source>
        <translation>打开“待处理”</translation>
    </message>
    <message>
        <source>What became of your changes</source>
        <translation>更改的处理结果</translation>
    </message>
    <message>
        <source>Nothing. Everything you saved has reached the centre.</source>
        <translation>没有。您保存的所有内容都已到达服务器。</translation>
    </message>
    <message>
        <source>So far the centre has taken every change as it was. Merged and refused ones are listed here.</source>
        <translation>到目前为止，服务器原样接受了所有更改。被合并或被拒绝的更改会列在这里。</translation>
    </message>
    <message>
        <source>Transferred since the start</source>
        <translation>启动以来的传输量</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>数据检查</translation>
    </message>
    <message>
        <source>This laptop</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>全面检查</translation>
    </message>
    <message>
        <source>Compares every record and every saved edit with what they should be.</source>
        <translation>逐一核对每条记录和每项已保存的更改是否完好。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>new {0}</source>
        <translation>新建{0}</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>已重新发送</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>{0}; the other value of {1} stands</source>
        <translation>{0}；{1}保留对方的值</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>登录身份</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Laptop number</source>
        <translation>电脑编号</translation>
    </message>
    <message>
        <source>Last round</source>
        <translation>最近一轮同步</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>This connection is metered: attached files wait until you ask for one.</source>
        <translation>当前连接按流量计费：附件等您需要时再传输。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>The check was ended before it was through.</source>
        <translation>检查未完成就已停止。</translation>
    </message>
    <message>
        <source>All well: {0} records and {1} saved edits are sound.</source>
        <translation>一切正常：{0} 条记录和 {1} 项已保存的更改均完好。</translation>
    </message>
</context>
<context>
    <name>SyncState</name>
    <message>
        <source>The centre has records that this version cannot show. Update CRMDesk to see them.</source>
        <translation>服务器上有此版本无法显示的记录。请更新 CRMDesk 后查看。</translation>
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
        <translation>完成  空格键</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Space completes it, Enter opens it.</source>
        <translation>按空格键完成，按 Enter 键打开。</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>Put off</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Put off  F</source>
        <translation>推迟  F</translation>
    </message>
    <message>
        <source>New task</source>
        <translation>新建任务</translation>
    </message>
    <message>
        <source>New task  N</source>
        <translation>新建任务  N</translation>
    </message>
    <message>
        <source>Nothing left to do</source>
        <translation>没有待办任务</translation>
    </message>
    <message>
        <source>Tasks that you plan, or that a visit leads to, wait here until they are done.</source>
        <translation>您安排的任务和拜访后产生的任务会留在这里，直到完成。</translation>
    </message>
    <message>
        <source>Complete the task</source>
        <translation>完成任务</translation>
    </message>
    <message>
        <source>Put the task off</source>
        <translation>推迟任务</translation>
    </message>
    <message>
        <source>Delete the task</source>
        <translation>删除任务</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n 项任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后</translation>
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
        <translation>“{0}”的截止日期：{1}</translation>
    </message>
    <message>
        <source>&amp;Tomorrow</source>
        <translation>明天(&amp;T)</translation>
    </message>
    <message>
        <source>Next &amp;week</source>
        <translation>下周(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Pick a date</source>
        <translation>选择日期(&amp;P)</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>最多 %n 个字符。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭此通知</translation>
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
        <translation>快速记录</translation>
    </message>
    <message>
        <source>Log it in one line  Ctrl+J</source>
        <translation>一句话记录  Ctrl+J</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Log a visit  Ctrl+L</source>
        <translation>记录拜访  Ctrl+L</translation>
    </message>
    <message>
        <source>Briefs</source>
        <translation>简报</translation>
    </message>
    <message>
        <source>What to know before today&apos;s visits, a page each, to print or save</source>
        <translation>把今天拜访前需要了解的内容整理成每家一页，可打印或保存</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>添加任务</translation>
    </message>
    <message>
        <source>Nothing planned for today. Customers worth a visit are listed beside.</source>
        <translation>今天没有安排。旁边列出了值得拜访的客户。</translation>
    </message>
    <message>
        <source>No task is due. Enjoy it, or add one.</source>
        <translation>没有到期的任务。放松一下，或添加一项。</translation>
    </message>
    <message>
        <source>Your customers are on their way</source>
        <translation>正在接收您的客户数据</translation>
    </message>
    <message>
        <source>The first sync is bringing them to this laptop. You can already look around.</source>
        <translation>首次同步正在将客户数据传到这台电脑。您可以先熟悉一下界面。</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>Add the first one. Visits, tasks and deals then appear here on their day.</source>
        <translation>添加第一个客户吧。之后拜访、任务和商机会在当天显示在这里。</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>添加客户</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>早上好</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>下午好</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>晚上好</translation>
    </message>
    <message numerus="yes">
        <source>%n visits</source>
        <translation>
            <numerusform>%n 次拜访</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls and meetings</source>
        <translation>
            <numerusform>%n 次通话和会议</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation>
            <numerusform>%n 项任务</numerusform>
        </translation>
    </message>
    <message>
        <source>Closing this week</source>
        <translation>本周结单</translation>
    </message>
    <message>
        <source>Time for a visit</source>
        <translation>该拜访了</translation>
    </message>
    <message>
        <source>Gone quiet</source>
        <translation>久未联系</translation>
    </message>
    <message>
        <source>Changed since yesterday</source>
        <translation>昨天以来的变更</translation>
    </message>
    <message>
        <source>was to close {0}</source>
        <translation>原定结单：{0}</translation>
    </message>
    <message numerus="yes">
        <source>%n days without a word</source>
        <translation>
            <numerusform>%n 天未联系</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last seen {0}, every %n days</source>
        <translation>
            <numerusform>上次拜访 {0}，每 %n 天一次</numerusform>
        </translation>
    </message>
    <message>
        <source>not visited yet</source>
        <translation>尚未拜访</translation>
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
        <translation>完成任务</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Find anything</source>
        <translation>查找任何内容</translation>
    </message>
    <message>
        <source>Ctrl+K from anywhere: customers, people, commands and settings, by any part of a word.</source>
        <translation>在任何位置按 Ctrl+K，输入名称的任意部分，即可查找客户、人员、命令和设置。</translation>
    </message>
    <message>
        <source>Log it in one line</source>
        <translation>一句话记录</translation>
    </message>
    <message>
        <source>Type what happened, as you would say it. You see what it becomes before it is saved.</source>
        <translation>像说话一样输入发生的事。保存之前可以看到将生成哪些记录。</translation>
    </message>
    <message>
        <source>Your day starts here</source>
        <translation>从这里开始一天</translation>
    </message>
    <message>
        <source>Visits, tasks, and what went quiet. Two clicks at most to log a visit.</source>
        <translation>查看拜访、任务和久未联系的商机。最多点击两次即可记录拜访。</translation>
    </message>
    <message>
        <source>Saved here, sent when it can be</source>
        <translation>先存本机，联网后发送</translation>
    </message>
    <message>
        <source>Everything works without a network. This light says what waits and when it last synced.</source>
        <translation>没有网络也能使用所有功能。此指示灯显示待发送的内容和上次同步时间。</translation>
    </message>
    <message>
        <source>Nothing is final</source>
        <translation>一切都可以撤销</translation>
    </message>
    <message>
        <source>Ctrl+Z takes back what you did last, even many changes at once. No questions asked.</source>
        <translation>按 Ctrl+Z 可撤销上一步操作，包括批量更改，因此操作前不会反复询问。</translation>
    </message>
    <message>
        <source>Every key on one page</source>
        <translation>一页看懂所有快捷键</translation>
    </message>
    <message>
        <source>F1 shows the keys of the page in front of you. This tour is in the same menu.</source>
        <translation>按 F1 显示当前页面的快捷键。此导览也在“帮助”菜单中。</translation>
    </message>
    <message>
        <source>Tour of the window</source>
        <translation>界面导览</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>CRMDesk keeps running and syncing here.</source>
        <translation>CRMDesk 将在这里继续运行和同步。</translation>
    </message>
    <message>
        <source>Open CRMDesk</source>
        <translation>打开 CRMDesk</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>Rebuilding the replica. This may take a minute; nothing that was saved gets lost.</source>
        <translation>正在重建本机数据，可能需要一分钟；已保存的内容不会丢失。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed, and no file was written.</source>
        <translation>已取消。没有任何更改，也没有写入文件。</translation>
    </message>
    <message>
        <source>Save what can be read</source>
        <translation>保存可读取的内容</translation>
    </message>
    <message>
        <source>Reading every edit that was saved…</source>
        <translation>正在读取每一项已保存的更改…</translation>
    </message>
    <message numerus="yes">
        <source>%n edit(s) are in the file. It can be read by whoever has it.</source>
        <translation>
            <numerusform>文件中有 %n 项更改。得到此文件的人都可以阅读。</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Rebuild without them</source>
        <translation>舍弃缺失部分并重建</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>重建</translation>
    </message>
    <message>
        <source>Save what can be read…</source>
        <translation>保存可读取的内容…</translation>
    </message>
    <message>
        <source>Rebuilding keeps every edit that was saved and takes the records from the server again. If an edit cannot be read, you are asked first. The damaged files are kept.</source>
        <translation>重建会保留每一项已保存的更改，并重新从服务器获取记录。如有更改无法读取，会先询问您。损坏的文件会保留。</translation>
    </message>
    <message>
        <source>Rebuilding goes on without the edits that are missing and takes the records from the server again. All others, and the damaged files, are kept.</source>
        <translation>重建将不包含缺失的更改，并重新从服务器获取记录。其余更改和损坏的文件都会保留。</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Your data on this laptop is encrypted with your passphrase.</source>
        <translation>本机上的数据已用您的密码短语加密。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Save the view under this name</source>
        <translation>以此名称保存视图</translation>
    </message>
    <message>
        <source>, changed</source>
        <translation>，已修改</translation>
    </message>
    <message>
        <source>View: {0}</source>
        <translation>视图：{0}</translation>
    </message>
    <message>
        <source>Choose or save a view</source>
        <translation>选择或保存视图</translation>
    </message>
    <message>
        <source>Shared by {0}</source>
        <translation>由{0}共享</translation>
    </message>
    <message>
        <source>Save changes of the view</source>
        <translation>保存对视图的更改</translation>
    </message>
    <message>
        <source>Save changes for everybody</source>
        <translation>为所有人保存更改</translation>
    </message>
    <message>
        <source>Save as a new view…</source>
        <translation>另存为新视图…</translation>
    </message>
    <message>
        <source>Rename the view…</source>
        <translation>重命名视图…</translation>
    </message>
    <message>
        <source>Delete the view</source>
        <translation>删除视图</translation>
    </message>
    <message>
        <source>Share the view no more</source>
        <translation>停止共享视图</translation>
    </message>
    <message>
        <source>Share with everybody…</source>
        <translation>与所有人共享…</translation>
    </message>
    <message>
        <source>Share with {0}…</source>
        <translation>与“{0}”共享…</translation>
    </message>
    <message>
        <source>shared by you</source>
        <translation>由您共享</translation>
    </message>
</context>
<context>
    <name>VisitAside</name>
    <message>
        <source>Open tasks here</source>
        <translation>此客户未完成的任务</translation>
    </message>
    <message>
        <source>Notes since then</source>
        <translation>此后的备注</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Last time, {0}</source>
        <translation>上次拜访：{0}</translation>
    </message>
    <message>
        <source>Agreed: {0}</source>
        <translation>约定：{0}</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Cancel the visit</source>
        <translation>取消拜访</translation>
    </message>
    <message>
        <source>Mark as missed</source>
        <translation>标记为已错过</translation>
    </message>
    <message>
        <source>Other time or place</source>
        <translation>更改时间或地点</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Check-out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Visit report</source>
        <translation>拜访报告</translation>
    </message>
    <message>
        <source>Submitted {0}. A submitted report stays as it was said; an amendment beside it corrects it.</source>
        <translation>已提交（{0}）。报告提交后不再改动；如有更正，会显示在报告旁边。</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>签退</translation>
    </message>
    <message>
        <source>Submit report</source>
        <translation>提交报告</translation>
    </message>
    <message>
        <source>Check in, check out, submit the report, plan again</source>
        <translation>签到、签退、提交报告、重新安排</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新安排</translation>
    </message>
    <message>
        <source>Everything is saved on this laptop</source>
        <translation>全部内容已保存在本机</translation>
    </message>
    <message>
        <source>Saving soon…</source>
        <translation>即将保存…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Task added: {0}</source>
        <translation>已添加任务：{0}</translation>
    </message>
    <message>
        <source>Task added</source>
        <translation>已添加任务</translation>
    </message>
    <message>
        <source>Choose an outcome first: how did it go?</source>
        <translation>请先选择结果：这次拜访怎么样？</translation>
    </message>
    <message>
        <source>The form still needs an answer: {0}</source>
        <translation>表单还有必填问题未回答：{0}</translation>
    </message>
    <message>
        <source>The signature is not kept yet: keep it, or clear it.</source>
        <translation>签名尚未保存：请保存或清除。</translation>
    </message>
    <message>
        <source>You have checked in here: check out and say how it went.</source>
        <translation>您已在此签到：请签退并填写结果。</translation>
    </message>
    <message>
        <source>Visit: {0}</source>
        <translation>拜访：{0}</translation>
    </message>
    <message>
        <source>The time is agreed</source>
        <translation>时间已约定</translation>
    </message>
    <message>
        <source>The time is no longer agreed</source>
        <translation>不再是约定时间</translation>
    </message>
    <message>
        <source>The amendment stands beside the report</source>
        <translation>更正已添加到报告旁</translation>
    </message>
</context>
<context>
    <name>VisitWriter</name>
    <message>
        <source>Visit report</source>
        <translation>拜访报告</translation>
    </message>
    <message>
        <source>People met</source>
        <translation>会见人员</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Signed by {0}, {1}</source>
        <translation>由{0}签名，{1}</translation>
    </message>
    <message>
        <source>Signed on paper by {0}, {1}</source>
        <translation>由{0}在纸上签名，{1}</translation>
    </message>
    <message>
        <source>The samples above were received.</source>
        <translation>以上样品已收到。</translation>
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
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Checking every row…</source>
        <translation>正在检查每一行…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Taking the import back…</source>
        <translation>正在撤销导入…</translation>
    </message>
    <message>
        <source>If you stop, what was imported by then stays; you can undo it on the next page.</source>
        <translation>停止后，此前导入的记录仍然保留；您可以在下一页撤销。</translation>
    </message>
    <message>
        <source>If you stop, the rest of the import stays; you can go on later.</source>
        <translation>停止后，其余记录仍然保留；您可以稍后继续。</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>尚未保存任何内容。</translation>
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
        <translation>日历</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Quick log</source>
        <translation>快速记录</translation>
    </message>
    <message>
        <source>Pipeline board</source>
        <translation>商机看板</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Show sync status</source>
        <translation>同步状态</translation>
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
        <translation>新建{0}</translation>
    </message>
    <message>
        <source>Language: {0}</source>
        <translation>语言：{0}</translation>
    </message>
    <message>
        <source>Settings: {0}</source>
        <translation>设置：{0}</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
</context>
<context>
    <name>brief</name>
    <message>
        <source>Pre-visit brief</source>
        <translation>访前简报</translation>
    </message>
    <message>
        <source>Briefs for today&apos;s visits</source>
        <translation>今日拜访简报</translation>
    </message>
    <message>
        <source>and %n more</source>
        <translation>另有 %n 项</translation>
    </message>
    <message>
        <source>As of {0}</source>
        <translation>截至 {0}</translation>
    </message>
    <message>
        <source>No visit is planned for {0}, or the customers are not on this laptop.</source>
        <translation>{0} 没有安排拜访，或客户不在这台电脑上。</translation>
    </message>
    <message>
        <source>Pre-visit briefs</source>
        <translation>访前简报</translation>
    </message>
    <message>
        <source>To meet</source>
        <translation>会见对象</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>上次拜访</translation>
    </message>
    <message>
        <source>Next visit due</source>
        <translation>下次应拜访</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>%n days over</source>
        <translation>已逾期 %n 天</translation>
    </message>
    <message>
        <source>Since your visit of {0}</source>
        <translation>自您 {0} 拜访以来</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>新增：{0}</translation>
    </message>
    <message>
        <source>Nothing was changed by others.</source>
        <translation>其他人没有更改任何内容。</translation>
    </message>
    <message>
        <source>Open opportunities</source>
        <translation>进行中的商机</translation>
    </message>
    <message>
        <source>No open opportunity.</source>
        <translation>没有进行中的商机。</translation>
    </message>
    <message>
        <source>was to close {0}</source>
        <translation>原定结单：{0}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>预计结单：{0}</translation>
    </message>
    <message>
        <source>Last visits and calls</source>
        <translation>最近的拜访与通话</translation>
    </message>
    <message>
        <source>Won and lost</source>
        <translation>赢单与丢单</translation>
    </message>
    <message>
        <source>Nobody is known here yet: ask whom to talk to.</source>
        <translation>还没有联系人：请先问清该找谁。</translation>
    </message>
    <message>
        <source>to meet</source>
        <translation>本次会见</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得了解</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>未完成的任务</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>About</source>
        <translation>公司概况</translation>
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
        <translation>{0}和{1}都修改了“{2}”，但值不同。</translation>
    </message>
    <message>
        <source>You and {0} both changed {1}, each to a different value.</source>
        <translation>您和{0}都修改了“{1}”，但值不同。</translation>
    </message>
    <message>
        <source>{0} deleted this record, and {1} changed it.</source>
        <translation>{0}删除了此记录，而{1}修改了它。</translation>
    </message>
    <message>
        <source>You deleted this record, and {0} changed it.</source>
        <translation>您删除了此记录，而{0}修改了它。</translation>
    </message>
    <message>
        <source>You changed this record, and {0} deleted it.</source>
        <translation>您修改了此记录，而{0}删除了它。</translation>
    </message>
    <message>
        <source>Take {0}&apos;s</source>
        <translation>采用{0}的值</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的值</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep the record</source>
        <translation>保留记录</translation>
    </message>
    <message>
        <source>Leave it deleted</source>
        <translation>维持删除</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>forecast</name>
    <message>
        <source>Q{0} {1}</source>
        <translation>{1}年第{0}季度</translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{1}年{0}</translation>
    </message>
    <message>
        <source>on the mark</source>
        <translation>准确</translation>
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
        <translation>已达成，+{0}</translation>
    </message>
    <message>
        <source>{0} to go</source>
        <translation>还差 {0}</translation>
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
        <translation>无日期</translation>
    </message>
</context>
<context>
    <name>pipeline</name>
    <message>
        <source>{0} (wtd. {1})</source>
        <translation>{0}（加权 {1}）</translation>
    </message>
    <message>
        <source>{0} (weighted {1})</source>
        <translation>{0}（加权 {1}）</translation>
    </message>
    <message>
        <source>No close date</source>
        <translation>无预计结单日期</translation>
    </message>
    <message>
        <source>Overdue, {0}</source>
        <translation>已逾期，{0}</translation>
    </message>
    <message>
        <source>%n days quiet</source>
        <translation>已 %n 天未联系</translation>
    </message>
    <message>
        <source>No amount</source>
        <translation>无金额</translation>
    </message>
</context>
<context>
    <name>printing</name>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>You may not change this record.</source>
        <translation>您无权修改此记录。</translation>
    </message>
    <message>
        <source>The record has moved out of your territory, so you may not change it any more.</source>
        <translation>此记录已移出您的销售区域，您无法再修改。</translation>
    </message>
    <message>
        <source>The report had been submitted before your change arrived, and a submitted report is locked.</source>
        <translation>在您的更改到达之前报告已提交，已提交的报告会被锁定。</translation>
    </message>
    <message>
        <source>The record is not there any more: it was deleted, or moved out of what you see.</source>
        <translation>此记录已不存在：已被删除，或移出了您的可见范围。</translation>
    </message>
    <message>
        <source>It points to a record that is not there any more.</source>
        <translation>所指向的记录已不存在。</translation>
    </message>
    <message>
        <source>The record that it belongs to was deleted.</source>
        <translation>所属的记录已被删除。</translation>
    </message>
    <message>
        <source>It names a person whose data was erased. Save it again without them.</source>
        <translation>所指向人员的数据已被清除。请去掉此人后重新保存。</translation>
    </message>
    <message>
        <source>The data of the person it was about was erased, and nothing of it was kept.</source>
        <translation>所涉及人员的数据已被清除，没有保留任何内容。</translation>
    </message>
    <message>
        <source>It belongs to a record that was refused itself, and goes out together with that one.</source>
        <translation>所属的记录本身被拒绝，将与那条记录一起发送。</translation>
    </message>
    <message>
        <source>The record that it belongs to was discarded here before it reached the centre.</source>
        <translation>所属的记录在到达服务器之前已在本机被放弃。</translation>
    </message>
    <message>
        <source>It was saved together with another change that was refused.</source>
        <translation>一起保存的另一项更改被拒绝。</translation>
    </message>
    <message>
        <source>Somebody else had converted the lead before your change arrived.</source>
        <translation>您的更改到达之前，其他人已转化该线索。</translation>
    </message>
    <message>
        <source>Only the centre may change this field.</source>
        <translation>此字段只能由服务器修改。</translation>
    </message>
    <message>
        <source>The record would be its own parent.</source>
        <translation>记录不能成为自己的上级。</translation>
    </message>
    <message>
        <source>There is one like it already.</source>
        <translation>已有相同的记录。</translation>
    </message>
    <message>
        <source>The organisation does not have this field any more.</source>
        <translation>组织已不再使用此字段。</translation>
    </message>
    <message>
        <source>A field that is needed was empty.</source>
        <translation>有必填字段为空。</translation>
    </message>
    <message>
        <source>A value does not fit the rules of its field, which may have changed.</source>
        <translation>有值不符合其字段的规则，规则可能已更改。</translation>
    </message>
</context>
<context>
    <name>signin</name>
    <message>
        <source>The server cannot be reached. Check the address and the network, then try again.</source>
        <translation>无法连接服务器。请检查地址和网络，然后重试。</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is no CRMDesk server. Check the address.</source>
        <translation>此地址有响应，但不是 CRMDesk 服务器。请检查地址。</translation>
    </message>
    <message>
        <source>This code does not fit, or it has been used or has run out. Ask for a new one.</source>
        <translation>此注册码不正确，或已使用、已过期。请索取新的注册码。</translation>
    </message>
    <message>
        <source>User name and password do not match. Try again.</source>
        <translation>用户名或密码不正确。请重试。</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>Everything you saved is kept on this laptop and goes out by itself.</source>
        <translation>您保存的所有内容都保留在本机，并会自动发送。</translation>
    </message>
    <message>
        <source>Last sync {0}.</source>
        <translation>上次同步：{0}。</translation>
    </message>
    <message>
        <source>This laptop was locked by your administrator</source>
        <translation>管理员已锁定这台电脑</translation>
    </message>
    <message>
        <source>It may not sync any more. Ask your administrator before you go on.</source>
        <translation>这台电脑不能再同步。继续之前请咨询管理员。</translation>
    </message>
    <message>
        <source>Sign in again to sync</source>
        <translation>请重新登录以同步</translation>
    </message>
    <message>
        <source>Your session has ended. You can work on; what you save goes out after signing in.</source>
        <translation>会话已结束。您可以继续工作，保存的内容会在登录后发送。</translation>
    </message>
    <message>
        <source>CRMDesk has to be updated before it can sync</source>
        <translation>须先更新 CRMDesk 才能同步</translation>
    </message>
    <message>
        <source>The centre speaks a newer version. You can work on; nothing is lost.</source>
        <translation>服务器使用的版本较新。您可以继续工作，不会丢失任何内容。</translation>
    </message>
    <message>
        <source>The disk of this laptop gives trouble</source>
        <translation>本机磁盘出现问题</translation>
    </message>
    <message>
        <source>Make room or check the disk, then sync again. What was saved before is safe.</source>
        <translation>请腾出空间或检查磁盘，然后重新同步。此前保存的内容是安全的。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>%n need you</source>
        <translation>%n 项需要处理</translation>
    </message>
    <message>
        <source>They wait in your Inbox. Everything else goes on.</source>
        <translation>请到“待处理”中处理，其他工作不受影响。</translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>已全部同步</translation>
    </message>
    <message>
        <source>This laptop and the centre hold the same.</source>
        <translation>本机与服务器的内容一致。</translation>
    </message>
    <message>
        <source>Greeting the centre</source>
        <translation>正在连接服务器</translation>
    </message>
    <message>
        <source>Receiving your records</source>
        <translation>正在接收您的记录</translation>
    </message>
    <message>
        <source>Sending your changes</source>
        <translation>正在发送您的更改</translation>
    </message>
    <message>
        <source>Receiving changes</source>
        <translation>正在接收更改</translation>
    </message>
    <message>
        <source>Comparing with the centre</source>
        <translation>正在与服务器比对</translation>
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
        <translation>正在发送文件</translation>
    </message>
    <message>
        <source>Fetching a file</source>
        <translation>正在获取文件</translation>
    </message>
    <message>
        <source>%n changes sent</source>
        <translation>已发送 %n 项更改</translation>
    </message>
    <message>
        <source>%n rows received</source>
        <translation>已接收 %n 条数据</translation>
    </message>
    <message>
        <source>%n damaged rows repaired</source>
        <translation>已修复 %n 条损坏的数据</translation>
    </message>
    <message>
        <source>Nothing new on either side</source>
        <translation>双方均无新内容</translation>
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
        <translation>进行中</translation>
    </message>
    <message>
        <source>{0} renamed to {1}</source>
        <translation>已将“{0}”重命名为“{1}”</translation>
    </message>
    <message>
        <source>{0} saved</source>
        <translation>已保存“{0}”</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已删除“{0}”</translation>
    </message>
</context>
</TS>
