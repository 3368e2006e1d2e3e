namespace MedClip.Cli;

/// <summary>What to tell the user about an error.</summary>
internal static class ErrorText
{
    private const string Hint = "This should not happen; run it again with MEDCLIP_TRACE=1 for the details, and report it.";

    public static string Of(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var only] } => Of(only),
        MedClipException or WrongUseException => error.Message,
        _ when EngineErrors.ExplainsItself(error) => error.Message,
        FileNotFoundException { FileName: { } file } => $"{file}: the file does not exist.",
        DirectoryNotFoundException or UnauthorizedAccessException or IOException => error.Message,
        OutOfMemoryException => "the machine ran out of memory; a smaller --batch needs less.",
        _ => $"{error.Message} ({error.GetType().Name}). {Hint}",
    };
}
