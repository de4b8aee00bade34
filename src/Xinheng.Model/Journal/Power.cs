namespace Xinheng.Model.Journal;

/// <summary>By what power something evidential is written: each is opened by exactly one act and cites its basis.</summary>
/// <param name="Code">Stable, <c>room.verb-noun</c>.</param>
/// <param name="Name">As shown to readers of the log.</param>
/// <param name="Basis">The article, or the rule of this platform, it rests on.</param>
public sealed record Power(string Code, string Name, string Basis)
{
    public static readonly Power CreateKeys = new("foundation.create-keys", "建立或更换密钥", "平台规则：密钥变更入日志");

    public static readonly Power LoadLaw = new("law.load", "载入法规", "平台规则：法定数值与工作日历的变更入日志");

    public static readonly Power AppointAccount = new("people.appoint-account", "开立账户", "数据管理员、审核员双岗制");

    public static readonly Power EndAccount = new("people.end-account", "停用账户", "平台规则：离岗人员的账户当日停用");

    public static readonly Power GrantRole = new("people.grant-role", "授予角色", "数据管理员、审核员双岗制");

    public static readonly Power ConfirmGrants = new("people.confirm-grants", "确认授权", "平台规则：授权按季确认，不确认即失效");

    public static readonly Power RevokeRole = new("people.revoke-role", "撤销角色", "《个人信息保护法》第五十一条：合理确定操作权限");

    public static readonly Power EmergencyAccess = new("people.emergency-access", "应急授权", "平台规则：限时、说明原因、众所周知");

    public static readonly Power ChangePassword = new("people.change-password", "修改自己的口令", "《网络安全法》第二十一条");

    public static readonly Power ResetPassword = new("people.reset-password", "重设账户的口令", "平台规则：一次性口令 72 小时内有效，首次使用即须修改");

    public static readonly Power AddAuthenticator = new("people.add-authenticator", "启用动态验证码", "GB/T 22239-2019 第 8.1.4.1 条：两种以上鉴别技术");

    public static readonly Power AddPasskey = new("people.add-passkey", "登记通行密钥", "GB/T 22239-2019 第 8.1.4.1 条：两种以上鉴别技术");

    public static readonly Power EndFactor = new("people.end-factor", "停用第二种验证方式", "GB/T 22239-2019 第 8.1.4.1 条：两种以上鉴别技术");

    public static readonly Power RenewRecoveryCodes = new("people.renew-recovery-codes", "换发恢复码", "平台规则：恢复码各用一次，换发后旧的作废");

    public static readonly Power RegisterOrganisation = new("people.register-organisation", "登记报送单位", "《河南省社会信用条例》第十七条");

    public static readonly Power RegisterClient = new("people.register-client", "登记接口密钥", "数据管理员、审核员双岗制");

    public static readonly Power AddClientKey = new("people.add-client-key", "为接口账户增加密钥", "平台规则：密钥变更入日志");

    public static readonly Power EndClientKey = new("people.end-client-key", "终止接口账户的密钥", "平台规则：密钥变更入日志");

    public static readonly Power ScopeClient = new("people.scope-client", "改定接口账户的授权范围", "《个人信息保护法》第六条：最小范围");

    public static readonly Power EndClient = new("people.end-client", "停用接口账户", "平台规则：停用即刻生效，名称不再使用");

    public static readonly Power RequireSignature = new("people.require-signature", "规定单位报送须签名", "平台规则：报送可归责");

    public static readonly Power SealLooks = new("people.seal-looks", "封存查询留痕", "《征信业管理条例》第二十二条；平台规则：每小时封存");

    public static readonly Power EraseLooks = new("people.erase-looks", "销毁期满的查询留痕", "《浙江省公共信用信息管理条例》第二十条（保存期满）");

    public static readonly Power RaiseAlarm = new("people.raise-alarm", "记下查询异常", "《征信业管理条例》第四十条；平台规则：异常当日记下");

    public static readonly Power CloseAlarm = new("people.close-alarm", "办结查询异常", "平台规则：办结须写明核查结果");

    public static readonly Power DelaySight = new("people.delay-sight", "暂缓告知本人", "《个人信息保护法》第十八条");

    public static readonly Power ProveIdentity = new("subjects.prove-identity", "核实身份", "《征信业管理条例》第十七条：本人查询；《个人信息保护法》第四十五条");

    public static readonly Power EnrolSubject = new("subjects.enrol", "开立本人账户", "《个人信息保护法》第四十五条：个人有权查阅、复制");

    public static readonly Power PublishCatalogue = new("catalogue.publish", "发布目录", "国办发〔2020〕49号；《河南省社会信用条例》第十一条");

    public static readonly Power DraftCatalogue = new("catalogue.draft", "起草目录", "《河南省社会信用条例》第十一条；平台规则：草稿不生效");

    public static readonly Power DropDraft = new("catalogue.drop-draft", "放弃目录草稿", "平台规则：草稿不生效");

    public static readonly Power EnterRecords = new("records.enter", "信用信息入库", "《河南省社会信用条例》第十七条");

    public static readonly Power WithdrawRecord = new("records.withdraw", "撤下记录", "《行政处罚法》第四十八条第二款");

    public static readonly Power RestoreRecord = new("records.restore", "恢复记录", "平台规则：须有恢复依据");

    public static readonly Power ConfirmSeverity = new("records.confirm-severity", "确认失信信息分类", "国家发展改革委令第36号");

    public static readonly Power FollowLaw = new("records.follow-law", "依新规缩短公示期", "国家发展改革委令第36号；所适用的规则见各版理由");

    public static readonly Power ReceiveSubmission = new("collection.receive", "接收报送", "《河南省社会信用条例》第十七条");

    public static readonly Power ApproveSubmission = new("collection.approve", "审核通过报送", "数据管理员、审核员双岗制");

    public static readonly Power NoteOwnApproval = new("collection.note-own-approval", "记下审核本人报送的尝试", "数据管理员、审核员双岗制");

    public static readonly Power ReturnSubmission = new("collection.return", "退回报送", "《河南省社会信用条例》第十七条");

    public static readonly Power EditRow = new("collection.edit-row", "就地更正报送行", "数据管理员、审核员双岗制");

    public static readonly Power ChooseColumns = new("collection.choose-columns", "认定报送文件的列", "数据管理员、审核员双岗制");

    public static readonly Power SendSubmission = new("collection.send", "送审", "数据管理员、审核员双岗制");

    public static readonly Power FileObjection = new("cases.file-objection", "提出异议", "《河南省社会信用条例》第四十一条");

    public static readonly Power DropObjection = new("cases.drop-objection", "撤回异议", "《河南省社会信用条例》第四十一条");

    public static readonly Power MendObjection = new("cases.mend-objection", "更正平台自己的差错", "《深圳经济特区社会信用条例》第五十一条：平台信息与提供单位不一致的，平台更正");

    public static readonly Power RouteObjection = new("cases.route-objection", "转送异议", "《深圳经济特区社会信用条例》第五十一条：一致的，转提供单位核查");

    public static readonly Power ExtendObjection = new("cases.extend-objection", "延长异议核查", "《深圳经济特区社会信用条例》第五十一条：经负责人批准");

    public static readonly Power PauseObjection = new("cases.pause-objection", "中止或继续计算异议时限", "《河南省社会信用条例》第四十一条：检验、检测、检疫、鉴定、专家评审不计入");

    public static readonly Power AnswerObjection = new("cases.answer-objection", "答复异议", "《浙江省公共信用信息管理条例》第三十条；《河南省社会信用条例》第四十一条");

    public static readonly Power OvertakeObjection = new("cases.overtake-objection", "异议随原决定被撤销而办结", "《行政处罚法》第四十八条第二款");

    public static readonly Power CloseDefect = new("cases.close-defect", "办结差错单", "平台规则：异议成立的，提供单位说明原因和整改");

    public static readonly Power NoteReview = new("cases.note-review", "登记复议、诉讼", "《行政处罚法》第七十三条");

    public static readonly Power EndReview = new("cases.end-review", "登记复议、诉讼的结果", "《行政处罚法》第四十八条第二款；《河南省社会信用条例》第四十二条");
    public static readonly Power DraftPromiseTemplate = new("cases.draft-promise-template", "起草承诺书模板", "平台规则：承诺书模板启用须经两人");

    public static readonly Power AdoptPromiseTemplate = new("cases.adopt-promise-template", "启用承诺书模板", "平台规则：承诺书模板启用须经两人");

    public static readonly Power EndPromiseTemplate = new("cases.end-promise-template", "停用承诺书模板", "平台规则：停用须写明原因，已签的继续有效");

    public static readonly Power SignPromise = new("cases.sign-promise", "签署信用承诺", "《深圳经济特区社会信用条例》第五十七至六十四条：书面、自愿");

    public static readonly Power WithdrawPromise = new("cases.withdraw-promise", "撤回信用承诺", "《深圳经济特区社会信用条例》第五十七至六十四条：事项办结前可以撤回");

    public static readonly Power ClosePromisedMatter = new("cases.close-promised-matter", "登记承诺事项办结", "《深圳经济特区社会信用条例》第五十七至六十四条：事项办结前可以撤回");

    public static readonly Power CheckPromise = new("cases.check-promise", "践诺核查", "《深圳经济特区社会信用条例》第五十七至六十四条：按风险分类核查");

    public static readonly Power DoubtPromise = new("cases.doubt-promise", "告知拟认定违诺", "《深圳经济特区社会信用条例》第六十四条：经核实");

    public static readonly Power AnswerDoubt = new("cases.answer-doubt", "就拟认定违诺说明情况", "《深圳经济特区社会信用条例》第六十四条：经核实");

    public static readonly Power ClearDoubt = new("cases.clear-doubt", "不认定违诺", "《深圳经济特区社会信用条例》第六十四条：经核实");

    public static readonly Power FulfilPromise = new("cases.fulfil-promise", "认定承诺已履行", "《深圳经济特区社会信用条例》第五十七至六十四条：记录并公示履行情况");

    public static readonly Power BreakPromise = new("cases.break-promise", "认定违诺", "《深圳经济特区社会信用条例》第六十四条：经受理单位核实认定");

    public static readonly Power EnterPromise = new("cases.enter-promise", "承诺及其履行情况入库", "国办发〔2019〕35号：承诺及其履行情况纳入信用记录");
    public static readonly Power FileRepair = new("cases.file-repair", "申请信用修复", "国家发展改革委令第36号");

    public static readonly Power AskRepairPapers = new("cases.ask-repair-papers", "一次告知补正修复材料", "国家发展改革委令第36号");

    public static readonly Power CompleteRepair = new("cases.complete-repair", "补正修复材料", "国家发展改革委令第36号");

    public static readonly Power AcceptRepair = new("cases.accept-repair", "受理信用修复", "国家发展改革委令第36号");

    public static readonly Power DeclineRepair = new("cases.decline-repair", "不予受理信用修复", "国家发展改革委令第36号");

    public static readonly Power ExtendRepair = new("cases.extend-repair", "延长信用修复的办理期限", "国家发展改革委令第36号；延长多久依本地已核实的规则");

    public static readonly Power GrantRepair = new("cases.grant-repair", "同意信用修复", "国家发展改革委令第36号：谁认定、谁修复");

    public static readonly Power RefuseRepair = new("cases.refuse-repair", "不予信用修复", "国家发展改革委令第36号：说明理由和救济途径");

    public static readonly Power NoteFalseMaterials = new("cases.note-false-materials", "认定修复材料虚假", "国家发展改革委令第36号；限制多久依本地已核实的规则");

    public static readonly Power TakeBackRepair = new("cases.take-back-repair", "撤回信用修复申请", "平台规则：申请人可以随时撤回未决的申请");

    public static readonly Power RemindOfRepair = new("cases.remind-of-repair", "提醒可以申请修复", "平台规则：最短公示期届满之日提醒本人");

    public static readonly Power RegisterReorganisation = new("cases.register-reorganisation", "登记重整裁定并暂时屏蔽", "国家发展改革委令第36号；《深圳经济特区社会信用条例》第八十四条");

    public static readonly Power ExecuteReorganisation = new("cases.execute-reorganisation", "重整计划执行完毕后修复", "国家发展改革委令第36号：谁认定、谁修复");

    public static readonly Power FailReorganisation = new("cases.fail-reorganisation", "登记重整失败并解除屏蔽", "国家发展改革委令第36号；《深圳经济特区社会信用条例》第八十三条");

    public static readonly Power EndReorganisation = new("cases.end-reorganisation", "执行期限届满解除屏蔽", "平台规则：裁定载明的期限届满而没有执行完毕的，屏蔽解除");

    public static readonly Power GiveAuthorisation = new("disclosure.give-authorisation", "登记查询授权", "《征信业管理条例》第十八条；《深圳经济特区社会信用条例》第四十四条");

    public static readonly Power RevokeAuthorisation = new("disclosure.revoke-authorisation", "撤回查询授权", "《个人信息保护法》第十五条");

    public static readonly Power VetoItem = new("disclosure.veto-item", "不公示正面信息", "《深圳经济特区社会信用条例》第三十九条第二款");

    public static readonly Power LiftVeto = new("disclosure.lift-veto", "撤回不公示请求", "《深圳经济特区社会信用条例》第三十九条第二款");

    public static readonly Power RevealIdentifier = new("disclosure.reveal-identifier", "揭示证件号码", "《个人信息保护法》第二十八条：特定的目的和充分的必要性");

    public static readonly Power StateOwnView = new("cases.state-own-view", "登记本人声明", "平台规则：本人可在记录旁说明，不改变记录");

    public static readonly Power EndStatement = new("cases.end-statement", "撤回本人声明", "平台规则：本人的话本人可以收回，各版留存");

    public static readonly Power TakeDownStatement = new("cases.take-down-statement", "撤下本人声明", "《网络安全法》第四十七条：停止传输违法信息；撤下须告知本人理由");
    public static readonly Power FileReport = new("cases.file-report", "接收投诉举报", "《个人信息保护法》第六十五条；平台规则：投诉与异议分开计时");

    public static readonly Power AcceptReport = new("cases.accept-report", "决定是否受理投诉举报", "平台规则：不受理须说明理由");

    public static readonly Power AskReporter = new("cases.ask-reporter", "请投诉人、举报人补充", "平台规则：等待补充的时间不计");

    public static readonly Power ReplyToQuestion = new("cases.reply-to-question", "补充或撤回投诉举报", "平台规则：凭查询码，不留姓名");

    public static readonly Power ReferReport = new("cases.refer-report", "转请单位说明", "平台规则：单位只看到隐去身份的内容");

    public static readonly Power AnswerReport = new("cases.answer-report", "就投诉举报说明情况", "平台规则：按期说明");

    public static readonly Power DecideReport = new("cases.decide-report", "办结投诉举报", "平台规则：办结不产生失信记录，不采取措施");

    public static readonly Power RevealReporter = new("cases.reveal-reporter", "查看投诉人、举报人", "《个人信息保护法》第五十一条；平台规则：仅承办人，须写明理由");

    public static readonly Power RewardReporter = new("cases.reward-reporter", "决定举报奖励", "平台规则：写明依据和金额，不公开身份");

    public static readonly Power NoteRewardPaid = new("cases.note-reward-paid", "记下奖励发放", "平台规则：写明依据和金额，不公开身份");

    public static readonly Power OrderRectification = new("cases.order-rectification", "责令限期整改", "国办发〔2019〕35号；谁认定、谁约谈");

    public static readonly Power ProveRectification = new("cases.prove-rectification", "提交整改证明", "国办发〔2019〕35号");

    public static readonly Power VerifyRectification = new("cases.verify-rectification", "核查整改", "国办发〔2019〕35号");

    public static readonly Power ExtendRectification = new("cases.extend-rectification", "延长整改期限", "平台规则：只延长一次，写明理由");

    public static readonly Power EndRectification = new("cases.end-rectification", "撤销整改决定或移交监督单位", "平台规则：写明理由，不自动采取措施");

    public static readonly Power NoteOverdueRectification = new("cases.note-overdue-rectification", "记下整改逾期", "平台规则：逾期自动列出");

    public static readonly Power CallInterview = new("cases.call-interview", "通知约谈", "国办发〔2019〕35号：谁认定、谁约谈");

    public static readonly Power HoldInterview = new("cases.hold-interview", "记下约谈或拒绝参加", "国办发〔2019〕35号；平台规则：当日入档");

    public static readonly Power ConfirmInterview = new("cases.confirm-interview", "确认约谈记录", "平台规则：本人确认，不确认的写明");

    public static readonly Power FileCorrection = new("cases.file-correction", "整改、约谈入档", "国办发〔2019〕35号；平台规则：当日入档");

    public static readonly Power EndInterview = new("cases.end-interview", "办结约谈或移交监督单位", "平台规则：写明理由，不自动采取措施");

    public static readonly Power SetCycle = new("assessment.set-cycle", "设定报送周期", "平台规则：逐步缩短报送周期，按日期留存");

    public static readonly Power ReportNothing = new("assessment.report-nothing", "零报告", "平台规则：没有数据也要报，报了即为已到");

    public static readonly Power RemindReport = new("assessment.remind", "催报", "平台规则：逾期未到的由信用中心催报");

    public static readonly Power IssueBulletin = new("assessment.issue-bulletin", "发出通报", "平台规则：通报一经发出原样保存，后来的变化另列");

    public static readonly Power WriteArticle = new("publication.write-article", "起草或更正文章", "平台规则：发布须经两人");

    public static readonly Power ApproveArticle = new("publication.approve-article", "发布文章", "平台规则：发布须经两人");

    public static readonly Power ReturnArticle = new("publication.return-article", "退回文章", "平台规则：发布须经两人");

    public static readonly Power WithdrawArticle = new("publication.withdraw-article", "撤下文章", "平台规则：撤下须写明原因，各版留存");

    public static readonly Power CertifyOther = new("publication.certify-other", "开具此人非彼人证明", "平台规则：同名同姓不受牵连；只留摘要");

    public static readonly Power NoteTampering = new("publication.note-tampering", "记下文件被改动", "《网络安全法》第二十一条：监测、记录网络安全事件");

    public static readonly Power RegisterSubscriber = new("exchange.register-subscriber", "登记接收方", "国家发展改革委令第36号：修复信息共享后及时更新；平台规则：收了公示信息的也要收撤下通知");

    public static readonly Power RenewSubscriberSecret = new("exchange.renew-secret", "换发接收方的密钥", "平台规则：密钥变更入日志");

    public static readonly Power EndSubscriber = new("exchange.end-subscriber", "停止接收方", "平台规则：停止即刻生效，未确认的照原样留存");

    /// <summary>Every power there is; <c>docs/powers.md</c> equals this list.</summary>
    public static IReadOnlyList<Power> All { get; } =
    [
        CreateKeys, LoadLaw, AppointAccount, EndAccount, GrantRole, ConfirmGrants, RevokeRole, EmergencyAccess, ChangePassword,
        ResetPassword, AddAuthenticator, AddPasskey, EndFactor, RenewRecoveryCodes, RegisterOrganisation, RegisterClient, AddClientKey,
        EndClientKey, ScopeClient, EndClient, RequireSignature, PublishCatalogue, DraftCatalogue, DropDraft,
        SealLooks, EraseLooks, RaiseAlarm, CloseAlarm, DelaySight, ProveIdentity, EnrolSubject,
        EnterRecords, WithdrawRecord, RestoreRecord, ConfirmSeverity, FollowLaw, ReceiveSubmission,
        ApproveSubmission, NoteOwnApproval, ReturnSubmission, EditRow, ChooseColumns, SendSubmission,
        StateOwnView, EndStatement, TakeDownStatement,
        FileObjection, DropObjection, MendObjection, RouteObjection, ExtendObjection, PauseObjection, AnswerObjection, OvertakeObjection, CloseDefect, NoteReview, EndReview,
        DraftPromiseTemplate, AdoptPromiseTemplate, EndPromiseTemplate, SignPromise, WithdrawPromise, ClosePromisedMatter, CheckPromise,
        DoubtPromise, AnswerDoubt, ClearDoubt, FulfilPromise, BreakPromise, EnterPromise,
        FileRepair, AskRepairPapers, CompleteRepair, AcceptRepair, DeclineRepair, ExtendRepair, GrantRepair, RefuseRepair,
        NoteFalseMaterials, TakeBackRepair, RemindOfRepair,
        RegisterReorganisation, ExecuteReorganisation, FailReorganisation, EndReorganisation,
        GiveAuthorisation, RevokeAuthorisation, VetoItem, LiftVeto, RevealIdentifier,
        FileReport, AcceptReport, AskReporter, ReplyToQuestion, ReferReport, AnswerReport, DecideReport, RevealReporter, RewardReporter,
        NoteRewardPaid, OrderRectification, ProveRectification, VerifyRectification, ExtendRectification, EndRectification,
        NoteOverdueRectification, CallInterview, HoldInterview, ConfirmInterview, EndInterview, FileCorrection,
        SetCycle, ReportNothing, RemindReport, IssueBulletin,
        WriteArticle, ApproveArticle, ReturnArticle, WithdrawArticle,
        CertifyOther, NoteTampering,
        RegisterSubscriber, RenewSubscriberSecret, EndSubscriber,
    ];
}
