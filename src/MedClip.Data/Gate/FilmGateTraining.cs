namespace MedClip.Data;

/// <summary>Fits a gate on the films of a table.</summary>
public static class FilmGateTraining
{
    /// <summary>Reads films, as many as are looked at, and fits a gate; films that cannot be read are passed over.</summary>
    /// <param name="films">Films to fit on.</param>
    /// <param name="heldOut">Films of other patients, to choose the threshold on; empty: every fifth patient of <paramref name="films"/> is kept for it.</param>
    /// <param name="data">Where the films come from, in words.</param>
    /// <param name="seed">Equal seeds and films give equal gates, whatever the number of threads.</param>
    /// <param name="cancellation">Stops between films.</param>
    /// <returns>The gate; null where fewer than <see cref="FilmGateFit.FilmsAtLeast"/> films could be read.</returns>
    public static FilmGate? Fit(IReadOnlyList<ImageRecord> films, IReadOnlyList<ImageRecord> heldOut, string data, SeedSequence seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(films);
        ArgumentNullException.ThrowIfNull(heldOut);
        if (heldOut.Count == 0)
        {
            string[] patients = [.. films.Select(film => film.Patient ?? film.Path).Distinct()];
            seed.For("gate patients").ToRandom().Shuffle<string>(patients);
            HashSet<string> apart = [.. patients.Take(patients.Length / 5)];
            (films, heldOut) = ([.. films.Where(film => !apart.Contains(film.Patient ?? film.Path))], [.. films.Where(film => apart.Contains(film.Patient ?? film.Path))]);
        }

        PixelImage[] fit = Read(films, seed.For("fit"), cancellation), rest = Read(heldOut, seed.For("held out"), cancellation);
        return fit.Length < FilmGateFit.FilmsAtLeast || rest.Length == 0 ? null : FilmGateFit.Fit(fit, rest, data, seed);
    }

    private static PixelImage[] Read(IReadOnlyList<ImageRecord> films, SeedSequence seed, CancellationToken cancellation)
    {
        var reader = new ImageReader();
        return [.. FilmGateFit.Choose(films.Count, seed).AsParallel().AsOrdered().WithCancellation(cancellation).Select(i => One(films[i].Path)).OfType<PixelImage>()];

        // Whether an unreadable film ends a run is for the loader to say.
        PixelImage? One(string path)
        {
            try
            {
                return FilmThumbnail.Reduced(reader.Read(path, FilmThumbnail.LeastDecodedSide));
            }
            catch (InvalidInputException)
            {
                return null;
            }
        }
    }
}
