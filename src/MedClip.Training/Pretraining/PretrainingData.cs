using MedClip.Data;

namespace MedClip.Training;

/// <summary>What a run trains on: images with labels and, apart from them, sentences with labels; split by patient.</summary>
/// <param name="Train">Images to train on.</param>
/// <param name="Validation">Images of other patients, to choose the best checkpoint by; may be empty.</param>
/// <param name="TestImages">Images that the table keeps for testing; they are left alone.</param>
/// <param name="Sentences">The sentences; null when training on pairs.</param>
/// <param name="Pairs">The texts of each image; null when training on sentences.</param>
/// <param name="Findings">The findings that labels speak of.</param>
public sealed record PretrainingData(
    IReadOnlyList<ImageRecord> Train, IReadOnlyList<ImageRecord> Validation, int TestImages, SentenceCorpus? Sentences, PairedTexts? Pairs,
    FindingSet Findings)
{
    /// <summary>Splits the images and checks that they fit the objective.</summary>
    /// <param name="images">The images: by their split column where they have one, else by the options' fraction of patients.</param>
    /// <param name="sentences">The sentences; not used when training on pairs.</param>
    /// <param name="reports">Reports that the images' texts name, when training on pairs; empty when those texts are reports or sentences themselves.</param>
    /// <param name="options">The run's options.</param>
    /// <exception cref="InvalidInputException">
    /// No image is left to train on, images lack labels, or pairs lack texts; the message names the first.
    /// </exception>
    public static PretrainingData Assemble(
        ImageTable images, SentenceCorpus? sentences, IReadOnlyList<ReportTable> reports, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(options);
        PatientSplit split = images.Any(image => image.Split is not null)
            ? PatientSplit.ByColumn(images)
            : PatientSplit.ByFraction(images, options.Validation.Fraction, new SeedSequence(options.Seed));
        ImageRecord[] train = [.. split.Train.Select(i => images[i])];
        FindingSet findings = images.LabelledFindings ?? FindingSet.CheXpert;
        if (train.Length == 0)
        {
            throw InvalidInputException.At(images.Source, null, "no image is left to train on.", "Its split column gives all to validation or test.");
        }

        ObjectiveOptions objective = options.Objective;
        bool ownTexts = objective.NeedsPairs && train.All(image => image.Text is not null);
        bool pseudo = objective.NeedsPairs && !ownTexts && options.Sampling.PseudoPairs && sentences is not null && images.LabelledFindings is not null;
        if (objective.NeedsPairs && !ownTexts && !pseudo)
        {
            ImageRecord unpaired = train.First(image => image.Text is null);
            throw InvalidInputException.At(
                images.Source, $"line {unpaired.Line}", $"'{unpaired.Name}' has no text, and {NameOf(objective)} compares pairs.",
                "Name the column of texts (--pair-column), or give labelled films and reports, which are then paired by their labels.");
        }

        if (objective.NeedsLabels && images.LabelledFindings is null)
        {
            throw InvalidInputException.At(
                images.Source, null, $"no column names a known finding, and {NameOf(objective)} compares labels.", $"Known are {string.Join(", ", FindingSet.CheXpert.Names)}.");
        }

        if (objective.NeedsTexts && !ownTexts && sentences is null)
        {
            throw new InvalidInputException($"{(objective.Kind == ObjectiveKind.SemanticMatching ? "Semantic matching" : NameOf(objective))} needs sentences; give reports (--reports) or labelled sentences (--sentences).");
        }

        return new PretrainingData(
            train, [.. split.Validation.Select(i => images[i])], split.Test.Length,
            ownTexts || !objective.NeedsTexts ? null : sentences, ownTexts ? PairedTexts.Collect(images.Source, train, reports) : null, findings)
        {
            PseudoPairs = pseudo,
            OwnSentences = !objective.NeedsPairs && objective.NeedsTexts && options.Sampling.Sentences == SentenceSampling.Reference && train.Any(image => image.Text is not null)
                ? ReportSentences.Of(images.Source, train, reports, sentences!) : null,
        };
    }

    /// <summary>Whether each film is met with a sentence of labels like its own, for want of a text of its own.</summary>
    public bool PseudoPairs { get; init; }

    /// <summary>For each image to train on the places of its own report's sentences, under <see cref="SentenceSampling.Reference"/>; null where images name no report.</summary>
    public IReadOnlyList<int[]>? OwnSentences { get; init; }

    /// <summary>For a supervised head, a factor for the positive part of each finding: (without / with) to a power; null when all count alike.</summary>
    internal float[]? PositiveWeights(ObjectiveOptions objective)
    {
        if (objective.RarityPower == 0 || !objective.Kinds.Contains(ObjectiveKind.Supervised))
        {
            return null;
        }

        return [.. Findings.Select(finding =>
        {
            int with = Math.Max(1, Train.Count(image => image.Labels?[finding] == LabelValue.Positive));
            return (float)Math.Pow(Math.Max(1, Train.Count - with) / (double)with, objective.RarityPower);
        })];
    }

    private static string NameOf(ObjectiveOptions objective) => objective.Kind switch
    {
        ObjectiveKind.InfoNce => "InfoNCE",
        ObjectiveKind.SemanticMatching => "semantic matching",
        { } other => other.ToString(),
    };

    /// <summary>The texts that the tokenizer is built from and that are trained on: sentences, or the texts of the pairs.</summary>
    public IReadOnlyList<string> Texts => Sentences?.Texts ?? Pairs?.Texts ?? [];

    /// <summary>Counts, and the hashes of the tables, for the run's environment file.</summary>
    /// <param name="imageSource">What the table of images calls itself.</param>
    /// <param name="tables">Files that are hashed; what is no file is passed over.</param>
    internal IReadOnlyDictionary<string, string> Facts(string imageSource, IEnumerable<string> tables) => new SortedDictionary<string, string>(
        tables.Where(File.Exists).Distinct().GroupBy(table => Path.GetFileName(table)).SelectMany(same => same.Select((table, i) => (table, name: i == 0 ? same.Key : $"{same.Key} ({i + 1})"))).ToDictionary(entry => $"sha256 of {entry.name}", entry => Hash(entry.table)), StringComparer.Ordinal)
    {
        ["images.source"] = imageSource,
        ["images.train"] = $"{Train.Count}",
        ["images.validation"] = $"{Validation.Count}",
        ["images.test"] = $"{TestImages}",
        ["texts.distinct"] = $"{Texts.Count}",
        ["texts.occurrences"] = $"{Sentences?.Counts.Sum() ?? Pairs?.OfImage.Sum(texts => texts.Length) ?? 0}",
        ["texts.dropped"] = $"{Sentences?.Dropped ?? 0}",
        ["findings"] = string.Join(", ", Findings.Names),
    };

    private static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
    }
}
