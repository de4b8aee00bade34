namespace BadHouse.Naming;

public interface IRecordRepository
{
    string Find();
}

/// <summary>Two of these: fine as an interface.</summary>
public interface ISource
{
    string Name { get; }
}

public interface IDeepSource : ISource;

public sealed class RecordManager : IRecordRepository, ISource
{
    public string Name => "first";

    public string Find() => Name;
}

public sealed class SubjectService<T> : IDeepSource
{
    public string Name => typeof(T).Name;
}

public sealed class Spring : IDeepSource
{
    public string Name => "second";
}

/// <summary>Ends in no forbidden word: "base" is part of one.</summary>
public sealed class Database;
