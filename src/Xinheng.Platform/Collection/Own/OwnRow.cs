using Xinheng.Model.Foundation;
using Xinheng.Model.Journal;
using Xinheng.Model.Records;

namespace Xinheng.Platform.Collection.Own;

/// <summary>A record that a procedure on this platform itself makes: a promise signed, an interview held. Nobody handed it in as a file.</summary>
/// <param name="Provider">The body whose record it is: the one that received or decided.</param>
/// <param name="Values">By field code, without what says who it is about and whose it is; those are filled in.</param>
public sealed record OwnRow(string Item, string Provider, SubjectId About, IReadOnlyDictionary<string, string> Values);

/// <summary>What became of it, with the tree that the caller tells the journal.</summary>
public sealed record OwnRowEntered(RecordId Record, EntryOutcome Outcome, TreeHead Tree);
