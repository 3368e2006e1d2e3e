namespace MedClip.Data;

/// <summary>
/// Draws synthetic chest films: ribs, lungs, heart, diaphragm and vessels, in varied habitus, position and exposure, with findings
/// drawn over them. A film depends on the seed and its number only. Thread-safe.
/// </summary>
public sealed class PhantomFilmGenerator
{
    private const int FilmsPerPatient = 2;
    private readonly int size;
    private readonly SeedSequence seed;

    /// <summary>Creates a generator.</summary>
    /// <param name="seed">The seed; equal seeds give equal films.</param>
    /// <param name="size">The side of the films in pixels, 32…1024; 64 by default.</param>
    /// <exception cref="InvalidInputException">The size is out of its range.</exception>
    public PhantomFilmGenerator(SeedSequence seed, int size = 64)
    {
        if (size is < 32 or > 1024)
        {
            throw new InvalidInputException($"Phantom films have 32 to 1024 pixels a side, not {size}.");
        }

        this.size = size;
        this.seed = seed.For("phantom films");
    }

    /// <summary>The findings that are drawn, No Finding among them.</summary>
    public static FindingSet Findings => PhantomFindings.Known;

    /// <summary>Draws a film.</summary>
    /// <param name="index">Its number, at least 0.</param>
    public PhantomFilm Draw(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        int patient = index / FilmsPerPatient;
        PhantomAnatomy body = PhantomAnatomy.Draw(seed.For("patient").At(patient).ToRandom());
        SeedSequence own = seed.For("film").At(index);
        FindingLabels labels = PhantomFindings.Draw(own.For("findings").ToRandom());
        SplitMix64 random = own.For("drawing").ToRandom();
        if (labels[Finding.Cardiomegaly] == LabelValue.Positive)
        {
            body = FindingPainter.Enlarge(body, random);
        }

        var film = new FilmCanvas(size, Pose(random));
        AnatomyPainter.Paint(film, body, random);
        foreach ((Finding finding, Action<FilmCanvas, PhantomAnatomy, SplitMix64> paint) in FindingPainter.All)
        {
            // A stream for each finding: whether one is drawn does not move another.
            if (labels[finding] == LabelValue.Positive)
            {
                paint(film, body, own.For(finding.Name).ToRandom());
            }
        }

        return new PhantomFilm(index, $"P{patient:D5}", FilmDevelopment.Develop(film, own.For("development").ToRandom()), labels);
    }

    // Position, size and turn before the detector differ from film to film, also for one patient.
    private AffineMatrix Pose(SplitMix64 random)
    {
        double scale = size / 2.0 * random.NextDouble(0.80, 1.04);
        double stretch = random.NextDouble(0.92, 1.08);
        (double sin, double cos) = Math.SinCos(random.NextDouble(-7, 7) * Math.PI / 180);
        double x = size * (0.5 + random.NextDouble(-0.09, 0.09));
        double y = size * (0.5 + random.NextDouble(-0.08, 0.08));
        return new AffineMatrix(scale * cos, -scale * stretch * sin, x, scale * sin, scale * stretch * cos, y);
    }
}
