namespace Xinheng.Platform.Collection.Reading.Xlsx;

/// <summary>The texts that cells refer to by number: the one part of a workbook that has to be held whole.</summary>
internal sealed class SharedTexts
{
    // An object and its place in the list, besides two bytes a character.
    private const int CostOfOne = 32;

    private readonly List<string> texts = [];

    public static SharedTexts Read(PartReader? part, ReadingLimits limits)
    {
        var shared = new SharedTexts();
        var cost = 0L;
        while (part?.ReadTo("si") == true)
        {
            var text = part.Text(limits.CellBytes, only: "t", except: "rPh");
            cost += CostOfOne + (2L * text.Length);
            if (cost > limits.SharedTextBytes)
            {
                throw new WorkbookLimitException();
            }

            shared.texts.Add(text);
        }

        return shared;
    }

    public string? Find(string number) =>
        int.TryParse(number, out var place) && place >= 0 && place < texts.Count ? texts[place] : null;
}
