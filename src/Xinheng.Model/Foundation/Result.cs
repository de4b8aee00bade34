using System.Diagnostics.CodeAnalysis;

namespace Xinheng.Model.Foundation;

/// <summary>Either the value asked for or every reason why not: exactly one of the two, reasons never empty.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Refusal> refusals) => (this.value, Refusals) = (value, refusals);

    /// <summary>All problems found, not only the first; empty when there is a value.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsRefused => Refusals.Count > 0;

    /// <summary>The value; asking a refused result for it is a bug.</summary>
    public T Value => IsRefused
        ? throw new InvalidOperationException($"Refused: {string.Join("; ", Refusals.Select(r => r.Code))}")
        : value!;

    public bool TryGet([MaybeNullWhen(false)] out T found)
    {
        found = value;
        return !IsRefused;
    }

    public Result<TOther> Map<TOther>(Func<T, TOther> map) =>
        IsRefused ? Result<TOther>.Refuse(Refusals) : Result<TOther>.Of(map(value!));

    public static Result<T> Of(T value) => new(value, []);

    public static Result<T> Refuse(IReadOnlyList<Refusal> refusals) => refusals.Count > 0
        ? new(default, refusals)
        : throw new ArgumentException("A refusal needs at least one reason.", nameof(refusals));

    public static implicit operator Result<T>(T value) => Of(value);

    public static implicit operator Result<T>(Refusal refusal) => Refuse([refusal]);
}

/// <summary>The value of an act that has nothing to say when it succeeds.</summary>
public readonly record struct Done;
