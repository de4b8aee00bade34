namespace Xinheng.Web.Workbench.Catalogue;

/// <summary>The Chinese names of what two editions can differ in.</summary>
internal static class ChangeWords
{
    public static string Of(string what, bool isField) => what switch
    {
        "name" => "名称",
        "category" => "类别",
        "nationalCategory" => "国家目录类别",
        "nature" => "信息性质",
        "openness" => isField ? "是否公示" : "给谁看",
        "subjects" => "关于谁",
        "authority" => "由谁提供",
        "update" => "报送周期",
        "retention" => "公示和保存期限规则",
        "legalBasis" => "法律依据",
        "publicAboutPersons" => "自然人信息准许公示的规定",
        "class" => "失信信息分类",
        "inactive" => "暂不启用",
        "key" => "主键",
        "roles" => "列的角色",
        "rules" => "列间规则",
        "veto" => "不公示请求",
        "sectors" => "行业",
        "aliases" => "旧名",
        "type" => "格式",
        "codes" => "可用的代码",
        "requirement" => "要不要填",
        "personal" => "个人信息",
        _ => what,
    };
}
