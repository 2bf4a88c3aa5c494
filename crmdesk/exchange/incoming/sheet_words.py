"""What other programs call their columns, in English, Korean and Chinese, beside the own labels."""

from __future__ import annotations

from collections.abc import Mapping

COLUMN_WORDS: Mapping[str, str] = {
    "name": "name; full name; display name; 이름; 성명; 성함; 고객명; 명칭; 姓名; 名称; 名稱; 名字",
    "account.name": (
        "account name; account; company; company name; organization; organisation; business name; customer; "
        "거래처; 거래처명; 회사; 회사명; 업체명; 상호; 기관명; 고객사; 고객사명; 公司; 公司名称; "
        "公司名稱; 客户名称; 客戶名稱; 客户; 客戶; 单位名称"
    ),
    "contact.name": (
        "contact; contact name; person; 담당자; 담당자명; 연락처명; 联系人; 聯絡人; 联系人姓名; 聯絡人姓名"
    ),
    "lead.name": (
        "lead; lead name; contact name; 담당자; 담당자명; 잠재고객; 联系人; 聯絡人; 潜在客户; 潛在客戶"
    ),
    "opportunity.name": (
        "opportunity; opportunity name; deal; deal name; subject; 영업기회; 영업 기회명; 기회명; "
        "건명; 딜; 프로젝트명; 商机; 商机名称; 商機; 商機名稱; 机会; 項目名稱; 项目名称"
    ),
    "subject": (
        "subject; task; task name; to do; title; 제목; 할 일; 업무; 업무명; 작업; 主题; 主題; 任务; "
        "任務; 标题; 標題; 待办事项; 待辦事項"
    ),
    "account": (
        "account; account name; company; company name; organization; organisation; customer; "
        "employer; 거래처; 거래처명; 회사; 회사명; 소속; 업체명; 고객사; 고객사명; 公司; 公司名称; "
        "公司名稱; 客户; 客戶; 客户名称; 客戶名稱; 单位; 單位"
    ),
    "company": (
        "company; company name; organization; organisation; account; account name; 회사; 회사명; "
        "업체명; 소속; 거래처; 公司; 公司名称; 公司名稱; 单位; 單位"
    ),
    "contact": "contact; contact name; person; 담당자; 연락처; 联系人; 聯絡人",
    "opportunity": "opportunity; deal; related opportunity; 영업 기회; 딜; 商机; 商機",
    "parent": (
        "parent; parent account; parent company; 모회사; 상위 거래처; 本社; 母公司; 上级客户; 上層客戶"
    ),
    "product": "product; product name; 제품; 제품명; 상품; 상품명; 产品; 产品名称; 產品; 產品名稱",
    "family_name": "family name; last name; surname; 성; 성씨; 姓; 姓氏",
    "given_name": "given name; first name; forename; 이름(명); 名",
    "title": "title; job title; position; 직함; 직위; 직책; 직급; 职位; 职务; 職位; 職稱; 职称",
    "department": "department; dept; 부서; 부서명; 소속 부서; 部门; 部門",
    "emails": (
        "email; e-mail; email address; mail; e-mail 1 - value; work email; 이메일; 이메일주소; 메일; "
        "전자우편; 邮箱; 电子邮件; 电邮; 邮件; 電子郵件; 電郵; 信箱; 電子信箱"
    ),
    "phones": (
        "phone; telephone; tel; mobile; cell; phone number; mobile phone; business phone; "
        "phone 1 - value; work phone; 전화; 전화번호; 휴대폰; 휴대전화; 핸드폰; 연락처; 대표전화; "
        "모바일; 사무실 전화; 电话; 手机; 手机号; 联系电话; 电话号码; 電話; 手機; 聯絡電話; "
        "電話號碼; 行動電話"
    ),
    "website": (
        "website; web site; web; url; homepage; home page; domain; 홈페이지; 웹사이트; 웹 사이트; "
        "网站; 网址; 網站; 網址; 官网; 官網"
    ),
    "industry": "industry; sector; 업종; 산업; 산업군; 行业; 產業; 产业; 行業",
    "type": "type; account type; customer type; 구분; 유형; 고객 유형; 类型; 客户类型; 類型; 客戶類型",
    "tier": "tier; grade; class; rating; 등급; 고객등급; 等级; 等級; 级别; 級別",
    "employees": (
        "employees; number of employees; no. of employees; headcount; 직원수; 임직원수; 종업원수; "
        "사원수; 员工数; 人数; 員工數; 員工人數"
    ),
    "annual_revenue": (
        "annual revenue; revenue; sales; turnover; 매출; 매출액; 연매출; 年收入; 年营业额; 营业额; "
        "年營業額; 營業額; 營收"
    ),
    "founded": (
        "founded; year founded; established; year established; 설립연도; 설립년도; 창립연도; "
        "成立年份; 成立时间; 成立時間"
    ),
    "visit_interval": "visit interval; visit cycle; 방문 주기; 방문주기(일); 拜访周期; 拜訪週期",
    "amount": (
        "amount; deal value; deal amount; value; expected revenue; price; total; 금액; 예상금액; "
        "예상매출; 견적금액; 수주금액; 금액(원); 金额; 预计金额; 金額; 預計金額; 總額"
    ),
    "currency": "currency; currency code; 통화; 화폐; 币种; 货币; 幣別; 貨幣",
    "stage": (
        "stage; sales stage; deal stage; pipeline stage; 단계; 영업단계; 진행단계; 阶段; 销售阶段; "
        "階段; 銷售階段"
    ),
    "close_date": (
        "close date; closing date; expected close date; expected close; 마감일; 예상마감일; "
        "종료예정일; 수주예정일; 预计成交日期; 截止日期; 成交日期; 結案日期; 預計結案日"
    ),
    "probability": (
        "probability; probability (%); win probability; 확률; 성공확률; 수주확률; 概率; 成交概率; "
        "機率; 成交機率"
    ),
    "lead_source": "lead source; source; 유입경로; 리드 출처; 线索来源; 来源; 名單來源; 來源",
    "source": "source; lead source; 출처; 유입경로; 来源; 來源",
    "next_step": "next step; next action; 다음 단계; 다음 활동; 下一步; 下步計劃",
    "status": "status; state; 상태; 진행상태; 状态; 狀態",
    "priority": "priority; 우선순위; 중요도; 优先级; 優先順序; 優先級",
    "due_on": (
        "due; due date; deadline; due on; 기한; 마감일; 마감기한; 완료예정일; 截止日期; 到期日; "
        "期限; 截止日; 到期日期"
    ),
    "birthday": "birthday; date of birth; birth date; dob; 생일; 생년월일; 生日; 出生日期",
    "do_not_contact": "do not contact; opt out; do not call; 수신거부; 연락금지; 勿扰; 请勿联系; 拒絕聯絡",
    "tags": "tags; labels; categories; keywords; 태그; 라벨; 분류; 标签; 標籤",
    "description": (
        "description; notes; note; comment; comments; remark; remarks; memo; details; 설명; 메모; "
        "비고; 내용; 특이사항; 备注; 描述; 说明; 備註; 說明"
    ),
    "notes": (
        "notes; note; description; comment; comments; details; 메모; 비고; 내용; 설명; 备注; 描述; 備註; 說明"
    ),
    "personal_facts": "notes; note; comments; memo; 메모; 비고; 特记; 备注; 備註",
    "billing_address.street": (
        "address; street; address line 1; address 1; billing street; billing address; "
        "street address; mailing street; 주소; 도로명주소; 상세주소; 사업장주소; 地址; 街道; "
        "详细地址; 詳細地址"
    ),
    "billing_address.city": "city; town; billing city; mailing city; 도시; 시군구; 시/군/구; 城市; 市; 縣市",
    "billing_address.region": (
        "state; region; province; county; state/province; billing state; 시도; 시/도; 지역; 省; "
        "省份; 州; 地区; 地區"
    ),
    "billing_address.postal_code": (
        "zip; zip code; postal code; postcode; zip/postal code; billing zip; 우편번호; 邮编; "
        "邮政编码; 郵遞區號"
    ),
    "billing_address.country": "country; country/region; billing country; 국가; 나라; 国家; 國家",
}
"""Slot, or `type.slot` where it only goes for one type -> names, the most usual first."""
