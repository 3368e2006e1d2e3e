namespace MedClip.Docs.Tests;

/// <summary>A fenced block of a document.</summary>
/// <param name="Document">The document's path from the repository's root.</param>
/// <param name="Line">The line of its opening fence, from 1.</param>
/// <param name="Language">What the fence says it is; may be empty.</param>
/// <param name="Text">What stands between the fences.</param>
internal sealed record CodeBlock(string Document, int Line, string Language, string Text)
{
    public string Place => $"{Document}, line {Line}";
}
