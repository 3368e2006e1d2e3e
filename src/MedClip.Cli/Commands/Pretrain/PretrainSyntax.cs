using System.CommandLine;
using System.CommandLine.Parsing;
using MedClip.Data;
using MedClip.Models;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary><c>medclip pretrain --images TABLE.csv --reports REPORTS.csv --output RUN …</c></summary>
internal sealed class PretrainSyntax : CommandSyntax<PretrainOptions>
{
    private readonly Option<string[]> images = Declare.Texts("--images", "TABLE.csv", "Table of images with labels: path, optional patient and split, finding columns; may be repeated.", required: true);
    private readonly Option<string?> imageRoot = Declare.Text("--image-root", "DIR", "Folder that the tables' paths start from (default: each table's own folder).");
    private readonly Option<string[]> reports = Declare.Texts("--reports", "REPORTS.csv", "Table of reports; need not belong to the images; may be repeated.");
    private readonly Option<string[]> sentences = Declare.Texts("--sentences", "LABELLED.csv", "Table of sentences with finding columns, labelled already; may be repeated.");
    private readonly Option<string?> output = Declare.Text("--output", "RUN", "Run folder for checkpoints, configuration and logs.", required: true);
    private readonly Option<string?> config = Declare.Text("--config", "NAME|FILE.json", $"Recipe ({string.Join(", ", TrainingPresets.All.Keys)}), model ({string.Join(", ", MedClipConfig.Presets.Keys)}) or configuration file (default: follows from the data).");
    private readonly Option<string[]> settings = Declare.Texts("--set", "key=value", "One setting of the configuration; may be repeated, the last one counts.");
    private readonly Option<int?> epochs = Declare.WholeNumber("--epochs", "Passes over the images.", atLeast: 1);
    private readonly Option<int?> batch = Declare.WholeNumber("--batch", "Images, and as many sentences, in a step.", atLeast: 2);
    private readonly Option<ulong?> seed = Declare.Seed("The one seed of the run.");
    private readonly Option<string?> splitColumn = Declare.Text("--split-column", "C", "Column of the tables that says train or validate.");
    private readonly Option<double?> validationFraction = Declare.Fraction("--validation-fraction", "Share of the patients that validate (default 0.1).");
    private readonly Option<PrecisionChoice?> precision = Declare.Choice("--precision", "Arithmetic of the towers (default auto: what this processor is fast at).", ("fp32", PrecisionChoice.Float32), ("bf16", PrecisionChoice.BFloat16), ("auto", PrecisionChoice.Auto));
    private readonly Option<string?> device = Declare.Device();
    private readonly Option<Behaviour?> behaviour = Declare.Choice("--behaviour", "Where the paper, its code and experience differ, follow …", ("default", Behaviour.Default), ("paper", Behaviour.Paper), ("reference", Behaviour.Reference));
    private readonly Option<ObjectiveKind?> objective = Declare.Choice("--objective", "What is trained for (default medclip; clip with --pair-column). Pairs are made of films and sentences of like labels where the films have no texts.", [.. ObjectiveNames.All.Select(entry => (entry.Key, entry.Value))]);
    private readonly Option<string?> vision = Declare.Text("--vision", "NAME", $"Image tower: {string.Join(", ", TowerPresets.Vision.Keys)}.");
    private readonly Option<string?> text = Declare.Text("--text", "NAME", $"Text tower: {string.Join(", ", TowerPresets.Text.Keys)}.");
    private readonly Option<int?> gradCache = Declare.WholeNumber("--grad-cache", "Encode so many films or sentences at once while the loss still sees the whole batch: less memory, one more forward pass.", atLeast: 1);
    private readonly Option<int?> accumulate = Declare.WholeNumber("--accumulate", "Make one step of the mean gradient of so many batches, each with a loss of its own.", atLeast: 1);
    private readonly Option<string?> init = Declare.Text("--init", "random|CKPT|FILE", "Start from this run, checkpoint, or published weight file or folder: whatever towers it holds (default random).");
    private readonly Option<string?> pairColumn = Declare.Text("--pair-column", "C", "Train on pairs, by InfoNCE unless --objective says otherwise: the column of the image tables that names each film's report by its id, or, without --reports, holds its text.");
    private readonly Option<SentenceSampling?> sampling = Declare.Choice(
        "--sampling", "How sentences are drawn: uniform, by finding (default), by combination of findings, by rarity, or as the released code does: a film with a report (--pair-column) its own, any other one that matches its labels.",
        ("uniform", SentenceSampling.Uniform), ("finding", SentenceSampling.ByFinding), ("combination", SentenceSampling.ByCombination), ("rarity", SentenceSampling.ByRarity), ("reference", SentenceSampling.Reference));
    private readonly Option<ImageSampling?> filmSampling = Declare.Choice(
        "--film-sampling", "How films are drawn: once an epoch (default), or by finding, combination or rarity, which repeats films.",
        ("once", ImageSampling.EveryFilmOnce), ("finding", ImageSampling.ByFinding), ("combination", ImageSampling.ByCombination), ("rarity", ImageSampling.ByRarity));
    private readonly Option<double?> hardShare = Declare.Fraction("--hard-share", "Share of the sentences that agree with a film of the batch in a finding but not in all (default 0).");
    private readonly Option<string?> cache = Declare.Text("--cache", "DIR", "Folder of films decoded beforehand by medclip cache.");
    private readonly Option<string?> initVision = Declare.Text("--init-vision", "CKPT|FILE", "Start the image tower from this run, checkpoint, or published file (ImageNet's Swin or ResNet, MedCLIP's own).");
    private readonly Option<string?> initText = Declare.Text("--init-text", "CKPT|FILE", "Start the text tower, and take the vocabulary, from this run, checkpoint, or published folder (BioClinicalBERT, with vocab.txt).");
    private readonly PictureProblemSyntax problems = new();
    private readonly Option<bool> resume = Declare.Flag("--resume", "Go on from the run's last checkpoint.");
    private readonly Option<bool> dryRun = Declare.Flag("--dry-run", "Print the resolved configuration and estimates of time, memory and disk; train nothing.");

    public PretrainSyntax()
        : base("pretrain", "Pre-train the two towers from unpaired images and report sentences.")
    {
        Option[] all =
        [
            images, imageRoot, reports, sentences, output, config, settings, epochs, batch, seed, splitColumn, validationFraction,
            precision, device, behaviour, objective, vision, text, init, initVision, initText, gradCache, accumulate, pairColumn, sampling, filmSampling, hardShare, cache,
            resume, dryRun,
        ];
        foreach (Option option in all)
        {
            Add(option);
        }

        problems.AddTo(this);
        SettingPairs.Check(settings);
        Validators.Add(RefuseContradictions);
    }

    public override PretrainOptions Bind(ParseResult parsed) => new()
    {
        Images = parsed.GetRequiredValue(images),
        ImageRoot = parsed.GetValue(imageRoot),
        Reports = parsed.GetValue(reports) ?? [],
        Sentences = parsed.GetValue(sentences) ?? [],
        Output = parsed.GetRequiredValue(output)!,
        Config = parsed.GetValue(config),
        Settings = SettingPairs.Of(parsed.GetValue(settings) ?? []),
        Epochs = parsed.GetValue(epochs),
        Batch = parsed.GetValue(batch),
        Seed = parsed.GetValue(seed),
        SplitColumn = parsed.GetValue(splitColumn),
        ValidationFraction = parsed.GetValue(validationFraction),
        Precision = parsed.GetValue(precision),
        Device = parsed.GetValue(device),
        Behaviour = parsed.GetValue(behaviour),
        PairColumn = parsed.GetValue(pairColumn),
        Sampling = parsed.GetValue(sampling),
        FilmSampling = parsed.GetValue(filmSampling),
        HardShare = parsed.GetValue(hardShare),
        Cache = parsed.GetValue(cache),
        Objective = parsed.GetValue(objective),
        Vision = parsed.GetValue(vision),
        Text = parsed.GetValue(text),
        GradCache = parsed.GetValue(gradCache),
        Accumulate = parsed.GetValue(accumulate),
        Init = parsed.GetValue(init) is { } start && start != "random" ? start : null,
        InitVision = parsed.GetValue(initVision),
        InitText = parsed.GetValue(initText),
        Unreadable = problems.Unreadable(parsed),
        Duplicates = problems.Duplicates(parsed),
        Resume = parsed.GetValue(resume),
        DryRun = parsed.GetValue(dryRun),
    };

    private void RefuseContradictions(CommandResult result)
    {
        if (result.GetResult(splitColumn) is not null && result.GetResult(validationFraction) is not null)
        {
            result.AddError("--split-column and --validation-fraction exclude each other; give one of them.");
        }

        bool paired = result.GetResult(pairColumn) is not null && result.GetResult(sampling) is not { Tokens: [{ Value: "reference" }] };
        if (paired && Given(result, sentences))
        {
            result.AddError("--sentences has no use with --pair-column: pairs come from reports.");
        }

        ObjectiveKind? kind = result.GetResult(objective) is { Tokens: [{ Value: var name }] } && ObjectiveNames.All.TryGetValue(name, out ObjectiveKind named) ? named : null;
        if (paired && kind is ObjectiveKind.SemanticMatching or ObjectiveKind.Supervised)
        {
            result.AddError("--pair-column is for objectives over pairs: clip, convirt, gloria, siglip.");
        }

        bool fromFile = result.GetResult(config) is not null || Given(result, settings);
        if (result.GetResult(images) is not null && !paired && kind != ObjectiveKind.Supervised && !(kind is null && fromFile) && !Given(result, reports) && !Given(result, sentences))
        {
            result.AddError("--reports or --sentences is needed: the text tower has nothing to learn from.");
        }
    }

    private static bool Given(CommandResult result, Option<string[]> option) => result.GetResult(option) is { Implicit: false };
}
