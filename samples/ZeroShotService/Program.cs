// Scores chest films over HTTP: ZeroShotService --Model:Checkpoint=run --urls http://localhost:8080
using MedClip;
using Microsoft.Extensions.Options;
using ZeroShotService;

try
{
    FilmService.Build(args).Run();
    return 0;
}
catch (OptionsValidationException e)
{
    Console.Error.WriteLine($"The service is not set up right:{string.Concat(e.Failures.Select(failure => $"\n  {failure}"))}");
    return 1;
}
catch (Exception e) when (e is InvalidInputException or NativeLibraryException)
{
    Console.Error.WriteLine($"The model cannot be used: {e.Message}");
    return 1;
}
catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
{
    Console.Error.WriteLine($"The service is not set up right:{string.Concat(e.InnerExceptions.Select(inner => $"\n  {inner.Message}"))}");
    return 1;
}
