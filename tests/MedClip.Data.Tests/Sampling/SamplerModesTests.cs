namespace MedClip.Data;

public class SamplerModesTests
{
    private static readonly FindingSet Findings = FindingSet.CheXpert;
    private static readonly FindingLabels[] Images = Labels(103, 1);
    private static readonly FindingLabels[] Texts = Labels(60, 2);

    public static TheoryData<SamplerOptions> Modes()
    {
        var modes = new TheoryData<SamplerOptions>();
        foreach (SentenceSampling sentences in Enum.GetValues<SentenceSampling>())
        {
            foreach (ImageSampling images in Enum.GetValues<ImageSampling>())
            {
                modes.Add(new SamplerOptions { BatchSize = 10, Sentences = sentences, Images = images, HardShare = sentences == SentenceSampling.Uniform ? 0.3 : 0 });
            }
        }

        return modes;
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Resuming_anywhere_gives_the_same_remaining_sequence(SamplerOptions options)
    {
        DecoupledBatch[] whole = [.. Make(options).Epoch(3)];
        for (int step = 0; step <= whole.Length; step++)
        {
            Flat(Make(options).Epoch(3, step)).ShouldBe(Flat(whole[step..]));
        }

        Flat(Make(options).Epoch(4)).ShouldNotBe(Flat(whole));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Ranks_put_together_are_the_epoch_of_one_process(SamplerOptions options)
    {
        DecoupledBatch[] alone = [.. Make(options).Epoch(1)];
        foreach (int world in (int[])[2, 4])
        {
            DecoupledBatch[][] ranks = [.. Enumerable.Range(0, world).Select(rank => Make(options with { Rank = rank, WorldSize = world }).Epoch(1).ToArray())];
            ranks.Select(rank => rank.Length).Distinct().Count().ShouldBe(1);
            ranks.ShouldAllBe(rank => rank.All(batch => batch.Images.Length > 0));
            Enumerable.Range(0, ranks[0].Length).SelectMany(step => ranks.SelectMany(rank => rank[step].Images)).ShouldBe(alone.SelectMany(batch => batch.Images));
            if (ranks[0].Length == alone.Length)
            {
                Enumerable.Range(0, alone.Length).SelectMany(step => ranks.SelectMany(rank => rank[step].Sentences)).ShouldBe(alone.SelectMany(batch => batch.Sentences));
            }
        }
    }

    [Fact]
    public void Rare_findings_are_drawn_more_often_by_rarity()
    {
        FindingLabels[] labels = [.. Enumerable.Range(0, 1000).Select(i => FindingLabels.Of(Findings, i < 10 ? Finding.Fracture : Finding.Edema))];
        var sampler = new DecoupledSampler(labels, Texts, new SamplerOptions { BatchSize = 100, Images = ImageSampling.ByRarity }, new SeedSequence(1));
        sampler.Epoch(0).SelectMany(batch => batch.Images).Count(row => row < 10).ShouldBeInRange(430, 570);
    }

    [Fact]
    public void Reference_sampling_gives_a_film_its_own_sentence_and_others_a_matching_one()
    {
        int[][] own = [.. Images.Select((_, i) => i % 2 == 0 ? new[] { i % 60 } : [])];
        var sampler = new DecoupledSampler(Images, Texts, new SamplerOptions { BatchSize = 10, Sentences = SentenceSampling.Reference }, new SeedSequence(1), own);
        foreach (DecoupledBatch batch in sampler.Epoch(0))
        {
            for (int i = 0; i < batch.Images.Length; i++)
            {
                int image = batch.Images[i];
                if (image % 2 == 0)
                {
                    batch.Sentences[i].ShouldBe(image % 60);
                }
                else if (Texts.Any(text => LabelMask.Of(Images[image]).Matches(LabelMask.Of(text))))
                {
                    LabelMask.Of(Images[image]).Matches(LabelMask.Of(Texts[batch.Sentences[i]])).ShouldBeTrue();
                }
            }
        }
    }

    [Fact]
    public void Hard_sentences_overlap_with_a_film_but_differ_from_it()
    {
        FindingLabels both = FindingLabels.Of(Findings, Finding.Edema, Finding.Fracture);
        FindingLabels[] texts = [.. Enumerable.Repeat(FindingLabels.Of(Findings, Finding.Pneumothorax), 500), .. Enumerable.Repeat(both, 5)];
        FindingLabels[] films = [.. Enumerable.Repeat(FindingLabels.Of(Findings, Finding.Edema), 50)];
        var sampler = new DecoupledSampler(films, texts, new SamplerOptions { BatchSize = 10, Sentences = SentenceSampling.Uniform, HardShare = 0.5 }, new SeedSequence(1));
        sampler.Epoch(0).ShouldAllBe(batch => batch.Sentences.Count(place => place >= 500) >= 5);
    }

    [Fact]
    public void What_needs_labels_says_so_and_slices_must_exist()
    {
        Should.Throw<InvalidInputException>(() => new DecoupledSampler(5, Texts, new SamplerOptions { BatchSize = 2, Images = ImageSampling.ByFinding }, new SeedSequence(1)));
        Should.Throw<InvalidInputException>(() => Make(new SamplerOptions { BatchSize = 2, WorldSize = 4 }));
        Should.Throw<InvalidInputException>(() => Make(new SamplerOptions { BatchSize = 8, WorldSize = 4, Rank = 4 }));
    }

    private static DecoupledSampler Make(SamplerOptions options) => new(Images, Texts, options, new SeedSequence(7));

    private static int[] Flat(IEnumerable<DecoupledBatch> batches) => [.. batches.SelectMany(batch => batch.Images.Concat(batch.Sentences).Append(-1))];

    private static FindingLabels[] Labels(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, count).Select(_ => FindingLabels.Of(Findings, Findings[1 + random.Next(13)]))];
    }
}
