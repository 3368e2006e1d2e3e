namespace MedClip.Models;

/// <summary>A token and where it came from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">First UTF-16 unit of the text; 0 for [CLS] and [SEP] that the tokenizer adds.</param>
/// <param name="End">One past the last UTF-16 unit; 0 for [CLS] and [SEP] that the tokenizer adds.</param>
public readonly record struct TextToken(int Id, int Start, int End);
