// Scores the findings of films: ZeroShotConsole CHECKPOINT FILM...
using MedClip;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: ZeroShotConsole CHECKPOINT FILM...");
    return 2;
}

using ZeroShotClassifier classifier = ZeroShotClassifier.Load(args[0]);
foreach (ClassificationResult film in classifier.Classify(args[1..]))
{
    Console.WriteLine(film.Path);
    if (film.Error is { } error)
    {
        Console.WriteLine($"  {error.Message}");
        continue;
    }

    foreach (FindingScore score in film.Scores.OrderByDescending(score => score.Score))
    {
        Console.WriteLine($"  {score.Finding,-28} {(score.State == FindingState.Scored ? $"{score.Score:0.000}" : "not learned")}");
    }
}

return 0;
