namespace MedClip.Data;

public sealed class PhantomTests
{
    private static readonly PhantomFilmGenerator Generator = new(new SeedSequence(5));

    [Fact]
    public void A_film_depends_on_seed_and_number_only()
    {
        byte[] Pixels(ulong seed, int index) => new PhantomFilmGenerator(new SeedSequence(seed)).Draw(index).Image.Bytes.ToArray();
        Pixels(5, 7).ShouldBe(Pixels(5, 7));
        Pixels(5, 7).ShouldNotBe(Pixels(5, 8));
        Pixels(5, 7).ShouldNotBe(Pixels(6, 7));
    }

    [Fact]
    public void Two_films_show_one_patient() =>
        Enumerable.Range(0, 6).Select(index => Generator.Draw(index).Patient).ShouldBe(["P00000", "P00000", "P00001", "P00001", "P00002", "P00002"]);

    [Fact]
    public void No_finding_says_that_there_is_none_but_devices()
    {
        for (int i = 0; i < 200; i++)
        {
            FindingLabels labels = Generator.Draw(i).Labels;
            bool any = labels.Positives.Any(finding => finding != Finding.NoFinding && finding != Finding.SupportDevices);
            (labels[Finding.NoFinding] == LabelValue.Positive).ShouldBe(!any);
            labels[Finding.Pneumonia].ShouldBe(LabelValue.NotMentioned);
        }
    }

    [Fact]
    public void Every_finding_is_neither_rare_nor_common()
    {
        FindingLabels[] labels = [.. Enumerable.Range(0, 1000).Select(index => PhantomFindings.Draw(new SeedSequence((ulong)index).ToRandom()))];
        foreach (Finding finding in PhantomFilmGenerator.Findings)
        {
            labels.Count(label => label[finding] == LabelValue.Positive).ShouldBeInRange(80, 450, finding.Name);
        }
    }

    [Fact]
    public void Every_finding_changes_the_film()
    {
        PhantomAnatomy body = PhantomAnatomy.Draw(new SeedSequence(1).ToRandom());
        foreach ((Finding finding, Action<FilmCanvas, PhantomAnatomy, SplitMix64> paint) in FindingPainter.All)
        {
            FilmCanvas Paint(bool with)
            {
                var film = new FilmCanvas(64, new AffineMatrix(30, 0, 32, 0, 30, 32));
                AnatomyPainter.Paint(film, body, new SeedSequence(2).ToRandom());
                if (with)
                {
                    paint(film, body, new SeedSequence(3).ToRandom());
                }

                return film;
            }

            float[] healthy = Paint(false).Density;
            float[] ill = Paint(true).Density;
            int changed = healthy.Zip(ill).Count(pair => Math.Abs(pair.First - pair.Second) > 0.05);
            changed.ShouldBeInRange(4, 2000, finding.Name);
        }
    }

    [Fact]
    public void An_enlarged_heart_takes_more_than_half_of_the_chest()
    {
        PhantomAnatomy body = PhantomAnatomy.Draw(new SeedSequence(1).ToRandom());
        body.HeartRatio.ShouldBeLessThan(0.5);
        FindingPainter.Enlarge(body, new SeedSequence(1).ToRandom()).HeartRatio.ShouldBeGreaterThan(0.55);
    }

    [Fact]
    public void Films_of_other_sizes_can_be_drawn_within_limits()
    {
        PixelImage film = new PhantomFilmGenerator(new SeedSequence(1), 96).Draw(0).Image;
        (film.Width, film.Height).ShouldBe((96, 96));
        Should.Throw<InvalidInputException>(() => new PhantomFilmGenerator(default, 16)).Message.ShouldContain("32 to 1024");
    }

    [Fact]
    public void Thumbnails_do_not_give_the_findings_away()
    {
        // The bound is the product's own: a logistic regression on 8 x 8 pixels must not exceed .75.
        var result = ThumbnailRegression.Measure(Generator, films: 1500);
        result.Count.ShouldBe(PhantomFilmGenerator.Findings.Count);
        result.Values.Average().ShouldBeLessThanOrEqualTo(0.75);
    }

    [Fact]
    public void Reports_deny_doubt_and_vary()
    {
        var generator = new PhantomReportGenerator(new SeedSequence(5));
        PhantomReport[] reports = [.. Enumerable.Range(0, 300).Select(generator.Write)];
        generator.Write(17).Text.ShouldBe(reports[17].Text);
        reports.Select(report => report.Text).Distinct().Count().ShouldBeGreaterThan(290);
        reports.ShouldAllBe(report => report.Text.StartsWith("FINDINGS: ") && report.Text.Contains("\nIMPRESSION: ") && !report.Text.Contains('{'));
        foreach (LabelValue value in Enum.GetValues<LabelValue>())
        {
            reports.Any(report => report.Labels[Finding.PleuralEffusion] == value).ShouldBeTrue($"{value}");
        }
    }

    [Fact]
    public void A_pair_speaks_of_what_its_film_shows()
    {
        var generator = new PhantomReportGenerator(new SeedSequence(5));
        generator.Describe(FindingLabels.Of(FindingSet.CheXpert, Finding.NoFinding), 1).ShouldBeOneOf(PhantomPhrases.Healthy);
        string sentence = generator.Describe(FindingLabels.Of(FindingSet.CheXpert, Finding.Pneumothorax), 3);
        sentence.ShouldContain("pneumothorax", Case.Insensitive);
    }
}
