using Xinheng.Model.Foundation;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.People.SigningIn;

/// <summary>Whether this installation demands a second factor, as its operator has set.</summary>
public sealed record FactorRule(bool IsRequired)
{
    /// <param name="isFictional">Where nobody is real, looking around begins within a minute.</param>
    public static FactorRule Of(XinhengOptions options, bool isFictional) => options.SecondFactor switch
    {
        null => new(!isFictional),
        "required" => new(true),
        "offered" => new(false),
        _ => throw new UnusableException(Refusal.Invalid("people.second-factor-setting",
            $"设置 SecondFactor 的值“{options.SecondFactor}”不可用。请写 required（须有第二种验证方式）或 offered（自愿）。", "SecondFactor")),
    };
}
