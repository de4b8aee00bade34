namespace Xinheng.Model.Disclosure.Persons;

/// <summary>A person's number as everybody sees it, staff and auditors too: its ends, by which two documents of one person can be told. Of what is bound to a number (a birth date), nothing.</summary>
public static class NumberMask
{
    private const int ShortestWithEnds = 8;

    public static string Of(string number) => number.Contains('|', StringComparison.Ordinal) ? "****"
        : number.Length < ShortestWithEnds
        ? new string('*', number.Length)
        : string.Concat(number.AsSpan(0, 1), new string('*', number.Length - 2), number.AsSpan(number.Length - 1));
}
