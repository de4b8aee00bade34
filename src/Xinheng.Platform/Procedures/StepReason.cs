using Xinheng.Model.Foundation;
using Xinheng.Model.Procedures;

namespace Xinheng.Platform.Procedures;

/// <summary>Why somebody takes a step: the subject reads it, so it must be there where it is asked for and hold no number of anybody.</summary>
internal static class StepReason
{
    private const int Longest = 2_000;

    public static IEnumerable<Refusal> Problems(Step step, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            if (step.NeedsReason)
            {
                yield return Refusal.Invalid("procedures.reason-missing", $"办理“{step.Name}”须写明理由，申请人会看到。", "reason");
            }
        }
        else if (reason.Length > Longest)
        {
            yield return Refusal.Invalid("procedures.reason-too-long", $"理由最多{Longest}字，现有{reason.Length}字。", "reason");
        }
        else if (Text.HasControls(reason.ReplaceLineEndings(" ")))
        {
            yield return Refusal.Invalid("procedures.reason-controls", "理由里有看不见的控制字符，请删去后再提交。", "reason");
        }
        else if (Text.HoldsPersonsNumber(reason))
        {
            yield return Refusal.Invalid("procedures.reason-personal",
                "理由里有疑似公民身份号码或手机号码的内容。它会随办件留存，请删去号码后再提交。", "reason");
        }
    }
}
