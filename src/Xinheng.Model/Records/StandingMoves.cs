namespace Xinheng.Model.Records;

/// <summary>What a decided case does to a record's standing. The content stays; only what it counts for changes.</summary>
public static class StandingMoves
{
    extension(Standing standing)
    {
        /// <summary>异议标注: set when the objection is filed, taken away when it is decided.</summary>
        public Standing Contest(bool contested, string? reason = null) => standing with
        {
            Operation = Operation.Contest,
            Contested = contested,
            Reason = reason,
        };

        /// <summary>准予修复: seen and used by nobody from here on; kept in archive.</summary>
        public Standing Repair(string reason) => standing with { Operation = Operation.Repair, State = RecordState.Repaired, Contested = false, Reason = reason };

        /// <summary>重整期间暂时屏蔽.</summary>
        public Standing Shield(string reason) => standing with { Operation = Operation.Shield, State = RecordState.Shielded, Reason = reason };

        /// <summary>The plan failed: it counts again, until its own end and no longer.</summary>
        public Standing LiftShield(string reason) => standing with { Operation = Operation.LiftShield, State = RecordState.Current, Reason = reason };

        public Standing Withdraw(string reason) => standing with { Operation = Operation.Withdraw, State = RecordState.Withdrawn, Contested = false, Reason = reason };

        /// <summary>停止公示: its time is over, from today on.</summary>
        public Standing Stop(DateOnly today, string reason) => standing with
        {
            Operation = Operation.Stop,
            Contested = false,
            Reason = reason,
            PublicUntil = standing.PublicUntil is { } end && end < today ? end : today,
        };

        /// <summary>Other content for the same fact; publicity never ends later for it.</summary>
        public Standing Correct(string reason) => standing with { Operation = Operation.Correct, Contested = false, Reason = reason };
    }
}
