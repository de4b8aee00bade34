namespace Xinheng.Web.Hosting.Forms;

/// <summary>One field of a form.</summary>
public static class FormTexts
{
    /// <summary>What was written, without what no database takes; empty where nothing was.</summary>
    public static string Text(this IFormCollection form, string field) => GivenForm.Plain(form[field].ToString());
}
