namespace Xinheng.Model.Law;

/// <summary>Days on which a clock stood still, as while something is examined by experts: those after the day it was stopped, up to
/// and with the day it went on. As with any event, the day itself is not counted. Basis: e.g. 河南省社会信用条例 41 (V).</summary>
/// <param name="After">The day it was stopped.</param>
/// <param name="Through">The day it went on.</param>
public readonly record struct Standstill(DateOnly After, DateOnly Through)
{
    public int Days => Through.DayNumber - After.DayNumber;

    public bool Holds(DateOnly day) => day > After && day <= Through;
}
