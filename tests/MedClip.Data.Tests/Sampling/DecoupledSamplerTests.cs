namespace MedClip.Data;

public sealed class DecoupledSamplerTests
{
    private static readonly FindingLabels Edema = FindingLabels.Of(FindingSet.CheXpert, Finding.Edema);
    private static readonly FindingLabels Fracture = FindingLabels.Of(FindingSet.CheXpert, Finding.Fracture);
    private static readonly FindingLabels Both = FindingLabels.Of(FindingSet.CheXpert, Finding.Edema, Finding.Fracture);

    // 90 sentences of edema, 9 of a fracture, 1 of both.
    private static readonly FindingLabels[] Sentences = [.. Enumerable.Repeat(Edema, 90), .. Enumerable.Repeat(Fracture, 9), Both];

    private static DecoupledSampler Make(int images, SentenceSampling sampling = SentenceSampling.ByFinding, int batch = 8, int? sentences = null, bool dropLast = false, ulong seed = 1) =>
        new(images, Sentences, new SamplerOptions { BatchSize = batch, SentencesPerBatch = sentences, Sentences = sampling, DropLast = dropLast }, new SeedSequence(seed));

    [Theory]
    [InlineData(16, 2)]
    [InlineData(17, 3)]
    [InlineData(7, 1)]
    public void Every_film_comes_once_in_an_epoch(int images, int batches)
    {
        DecoupledSampler sampler = Make(images);
        sampler.BatchesPerEpoch.ShouldBe(batches);
        DecoupledBatch[] epoch = [.. sampler.Epoch(3)];
        epoch.Length.ShouldBe(batches);
        epoch.SelectMany(batch => batch.Images).Order().ShouldBe(Enumerable.Range(0, images));
        epoch[^1].Images.Length.ShouldBe(images - ((batches - 1) * 8));
        epoch.ShouldAllBe(batch => batch.Images.Length == batch.Sentences.Length && batch.Epoch == 3);
    }

    [Fact]
    public void Full_batches_only_by_option()
    {
        Make(17, dropLast: true).Epoch(0).Select(batch => batch.Images.Length).ShouldBe([8, 8]);
        Should.Throw<InvalidInputException>(() => Make(7, dropLast: true)).Message.ShouldContain("7 films");
    }

    [Fact]
    public void Epochs_and_seeds_have_their_own_order_and_it_is_repeatable()
    {
        int[] Order(ulong seed, int epoch) => [.. Make(64, seed: seed).Epoch(epoch).SelectMany(batch => batch.Images)];
        Order(1, 0).ShouldBe(Order(1, 0));
        Order(1, 0).ShouldNotBe(Order(1, 1));
        Order(1, 0).ShouldNotBe(Order(2, 0));
    }

    [Theory]
    [InlineData(SentenceSampling.Uniform)]
    [InlineData(SentenceSampling.ByFinding)]
    [InlineData(SentenceSampling.ByCombination)]
    public void A_run_that_resumes_gets_the_same_batches(SentenceSampling sampling)
    {
        DecoupledSampler sampler = Make(50, sampling);
        DecoupledBatch[] whole = [.. sampler.Epoch(2)];
        for (int first = 0; first <= whole.Length; first++)
        {
            DecoupledBatch[] rest = [.. Make(50, sampling).Epoch(2, first)];
            rest.Length.ShouldBe(whole.Length - first);
            for (int i = 0; i < rest.Length; i++)
            {
                rest[i].Index.ShouldBe(first + i);
                rest[i].Images.ShouldBe(whole[first + i].Images);
                rest[i].Sentences.ShouldBe(whole[first + i].Sentences);
            }
        }
    }

    [Fact]
    public void Uniform_sampling_sees_every_sentence_equally_often()
    {
        int[] drawn = [.. Make(100, SentenceSampling.Uniform, batch: 10).Epoch(0).SelectMany(batch => batch.Sentences)];
        drawn.Order().ShouldBe(Enumerable.Range(0, 100));
        int[] twice = [.. Make(100, SentenceSampling.Uniform, batch: 10, sentences: 20).Epoch(0).SelectMany(batch => batch.Sentences)];
        twice.GroupBy(sentence => sentence).ShouldAllBe(group => group.Count() == 2);
    }

    [Fact]
    public void Balanced_sampling_sees_rare_findings_as_often_as_common_ones()
    {
        int[] drawn = [.. Make(2000, batch: 50).Epoch(0).SelectMany(batch => batch.Sentences)];
        int edema = drawn.Count(sentence => sentence < 90);
        int fracture = drawn.Count(sentence => sentence is >= 90 and < 99);
        (edema / (double)fracture).ShouldBeInRange(0.85, 1.3);
    }

    [Fact]
    public void Combinations_take_turns()
    {
        DecoupledBatch batch = Make(9, SentenceSampling.ByCombination, batch: 9).Epoch(0).Single();
        batch.Sentences.Count(sentence => sentence == 99).ShouldBe(3);
        batch.Sentences.Count(sentence => sentence < 90).ShouldBe(3);
    }

    [Fact]
    public void Absent_and_present_are_different_statements()
    {
        var values = new LabelValue[FindingSet.CheXpert.Count];
        values.AsSpan().Fill(LabelValue.NotMentioned);
        values[0] = LabelValue.Negative;
        FindingLabels[] labels = [.. Enumerable.Repeat(new FindingLabels(FindingSet.CheXpert, values), 99), FindingLabels.Of(FindingSet.CheXpert, Finding.NoFinding)];
        var sampler = new DecoupledSampler(40, labels, new SamplerOptions { BatchSize = 40 }, new SeedSequence(1));
        sampler.Epoch(0).Single().Sentences.Count(sentence => sentence == 99).ShouldBe(20);
    }

    [Fact]
    public void The_number_of_sentences_may_differ_from_that_of_films() =>
        Make(17, sentences: 30).Epoch(0).ShouldAllBe(batch => batch.Sentences.Length == 30);

    [Fact]
    public void Nothing_to_draw_from_is_refused()
    {
        Should.Throw<InvalidInputException>(() => Make(0)).Message.ShouldContain("0 films");
        Should.Throw<InvalidInputException>(() => new DecoupledSampler(5, [], new SamplerOptions(), default)).Message.ShouldContain("0 sentences");
        Should.Throw<InvalidInputException>(() => Make(5, batch: 0)).Message.ShouldContain("at least one film");
        Should.Throw<ArgumentOutOfRangeException>(() => Make(8).Epoch(0, 2));
    }
}
