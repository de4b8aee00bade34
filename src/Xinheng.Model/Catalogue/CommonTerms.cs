using System.Collections.Immutable;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue;

/// <summary>What all items of a pack share: number arithmetic, the envelope columns, words that have no place about persons.</summary>
/// <param name="Checks">Number arithmetic.</param>
/// <param name="Envelope">Optional columns that every record accepts (operation, state, division …).</param>
/// <param name="ForbiddenWords">Religion, genes, illness …: no column may be named so, no text about a person may say so.</param>
public sealed record CommonTerms(
    NumberChecks Checks, ImmutableArray<Field> Envelope, ImmutableArray<string> ForbiddenWords);
