using Xinheng.Model.Catalogue;

namespace Xinheng.Model.Collection.Columns;

/// <summary>On what ground a column of a department's file is taken for one of the item's.</summary>
public enum GuessGround
{
    /// <summary>Its code, its name or a name of an older edition stands there: nothing is guessed.</summary>
    Exact,

    /// <summary>Somebody of the same body said so before.</summary>
    Remembered,

    /// <summary>A common word for it, or nearly its name.</summary>
    Name,

    /// <summary>Its place, where the block has as many columns as the template.</summary>
    Place,

    /// <summary>What stands in it.</summary>
    Content,

    /// <summary>Left out by somebody's decision.</summary>
    LeftOut,

    None,
}

/// <summary>A column as the department wrote it, which of the item's it seems to be, and why, in one sentence.</summary>
public sealed record ColumnGuess(string Given, Field? Field, GuessGround Ground, string Why)
{
    /// <summary>Whether a person should look before rows are read by it.</summary>
    public bool IsUnsure => Ground is not (GuessGround.Exact or GuessGround.Remembered or GuessGround.LeftOut);
}
