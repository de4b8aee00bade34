using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;

namespace Xinheng.Model.Catalogue.Integrity;

/// <summary>What the platform needs of an item to file its records: a key, a subject, an example that is true.</summary>
internal static class ItemShape
{
    public static IEnumerable<IntegrityFinding> Of(CatalogueItem item)
    {
        if (item.KeyFields.IsEmpty)
        {
            yield return Error(item, "catalogue.key-missing", null, "没有主键（key），无法判断两行是不是同一件事。");
        }

        foreach (var key in item.KeyFields.Where(k => !item.Columns[k.Index].Requirement.IsAlways))
        {
            yield return Error(item, "catalogue.key-optional", key.Code, $"主键字段 {key.Code} 不是必填。");
        }

        foreach (var key in item.KeyFields.Where(k => item.Columns[k.Index].Type is IdNumberField))
        {
            yield return Error(item, "catalogue.key-personal", key.Code, $"主键字段 {key.Code} 是证件号码；主体本身已经区分了人，主键里不放号码。");
        }

        if (!item.Roles.Has(FieldRole.SubjectName))
        {
            yield return Error(item, "catalogue.role-missing", "subjectName", "没有指明哪个字段是主体名称（subjectName）。");
        }

        if ((item.Subjects & ~SubjectKinds.NaturalPerson) != 0 && !item.Roles.Has(FieldRole.UnifiedCode))
        {
            yield return Error(item, "catalogue.role-missing", "unifiedCode", "收组织信息，却没有指明统一社会信用代码字段（unifiedCode）。");
        }

        if (item.Subjects.HasFlag(SubjectKinds.NaturalPerson) && !item.Roles.Has(FieldRole.PersonIdNumber))
        {
            yield return Error(item, "catalogue.role-missing", "personIdNumber", "收自然人信息，却没有指明证件号码字段（personIdNumber）。");
        }

        foreach (var field in item.Fields.Where(f => f.Openness != FieldOpenness.Closed && !f.MayBeQuoted))
        {
            yield return Error(item, "catalogue.personal-open", field.Code, $"字段 {field.Code} 是个人信息，必须关闭（openness: closed）。");
        }

        if (item.Example.IsEmpty)
        {
            yield return Error(item, "catalogue.example-missing", null, "没有填报示例（example）。");
        }
        else if (item.Check(item.Example.AsSpan(), new CheckContext(DateOnly.MaxValue)) is { Problems.Length: > 0 } row)
        {
            yield return Error(item, "catalogue.example-wrong", row.Problems[0].Field, $"填报示例自己通不过检查：{row.Problems[0].Message}");
        }
    }

    private static IntegrityFinding Error(CatalogueItem item, string code, string? field, string message) =>
        new(code, item.Code, field, $"{item.Code} {message}", true);
}
