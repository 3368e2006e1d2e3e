namespace MedClip.Cli;

/// <summary>Options of <c>medclip tokenize</c>.</summary>
/// <param name="Input">A text file, one text a line, or a JSONL file with a field <c>text</c>; <c>-</c>: standard input.</param>
/// <param name="Vocabulary">The vocabulary; may be null for CLIP, whose merges come with the tool.</param>
/// <param name="LowerCase">Whether accents are stripped and letters lower-cased.</param>
/// <param name="Clip">Whether CLIP's byte-pair encoding is used.</param>
/// <param name="Special">Whether special tokens written in a text become special.</param>
/// <param name="MaximumLength">The most tokens of a text; null: no truncation.</param>
/// <param name="Output">The JSONL file to write.</param>
internal sealed record TokenizeOptions(string Input, string? Vocabulary, bool LowerCase, bool Clip, bool Special, int? MaximumLength, string Output);
