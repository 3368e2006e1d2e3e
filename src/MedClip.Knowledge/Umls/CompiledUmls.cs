using System.Text;

namespace MedClip.Knowledge;

/// <summary>
/// The compiled file: a mark, the filter, the sources (size, time, SHA-256), then concepts (CUI, TUI, name, terms) up to one with the number −1.
/// </summary>
internal static class CompiledUmls
{
    private const string Mark = "MedCLIP UMLS 1";
    private const int MostTerms = 1 << 16, LongestText = 1 << 14;

    public static void Write(string path, UmlsFilter filter, string names, string types) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        writer.Write(filter.Key);
        // The hashes are known when the sources are read: their place is kept.
        long sources = stream.Position;
        WriteSource(writer, names, new string('0', 64));
        WriteSource(writer, types, new string('0', 64));
        string typesHash = WriteConcepts(writer, filter, names, types, out string namesHash);
        writer.Flush();
        stream.Position = sources;
        WriteSource(writer, names, namesHash);
        WriteSource(writer, types, typesHash);
        writer.Flush();
        stream.Seek(0, SeekOrigin.End);
    });

    /// <summary>Whether the file is whole and made by this filter from sources that are still the same.</summary>
    public static bool IsMadeFrom(string path, UmlsFilter filter, string names, string types)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using BinaryReader reader = OpenRead(path);
            return ReadText(reader) == Mark && ReadText(reader) == filter.Key && IsSame(reader, names, "MRCONSO") && IsSame(reader, types, "MRSTY");
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return false;
        }
    }

    public static IEnumerable<UmlsConcept> ReadConcepts(string path)
    {
        using BinaryReader reader = OpenRead(path);
        Guarded(path, () =>
        {
            ReadText(reader);
            ReadText(reader);
            for (int source = 0; source < 2; source++)
            {
                reader.ReadInt64();
                reader.ReadInt64();
                ReadText(reader);
            }

            return true;
        });
        while (Guarded(path, () => ReadConcept(reader)) is { } concept)
        {
            yield return concept;
        }
    }

    private static string WriteConcepts(BinaryWriter writer, UmlsFilter filter, string names, string types, out string namesHash)
    {
        string typesHash;
        ushort[] accepted;
        using (RrfReader rows = MrstyReader.Open(types))
        {
            accepted = MrstyReader.AcceptedTypes(rows, types, filter);
            typesHash = rows.HashOfAll();
        }

        using RrfReader atoms = MrconsoReader.Open(names);
        var terms = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cui = null, name = null;
        bool isPreferred = false;
        foreach (UmlsAtom atom in MrconsoReader.Read(atoms, names, filter, concept => accepted[concept] != 0))
        {
            if (atom.Cui != cui)
            {
                Close();
                (cui, name, isPreferred) = (atom.Cui, atom.Text, atom.IsPreferred);
            }
            else if (atom.IsPreferred && !isPreferred)
            {
                (name, isPreferred) = (atom.Text, true);
            }

            foreach (string form in UmlsTerm.Forms(atom.Text))
            {
                if (terms.Count < MostTerms && seen.Add(form))
                {
                    terms.Add(form);
                }
            }
        }

        Close();
        writer.Write(-1);
        namesHash = atoms.HashOfAll();
        return typesHash;

        // Rows of a concept stand together, so that only one concept's terms are held at a time.
        void Close()
        {
            if (cui is not null && terms.Count > 0)
            {
                int number = Cui.Number(cui);
                writer.Write(number);
                writer.Write(accepted[number]);
                writer.Write(name!.Length > 1000 ? name[..1000] : name);
                writer.Write(terms.Count);
                terms.ForEach(writer.Write);
            }

            terms.Clear();
            seen.Clear();
        }
    }

    private static UmlsConcept? ReadConcept(BinaryReader reader)
    {
        int cui = reader.ReadInt32();
        if (cui == -1)
        {
            return null;
        }

        int tui = reader.ReadUInt16();
        string name = ReadText(reader);
        int count = reader.ReadInt32();
        if (cui is < 0 or >= Cui.Count || count is < 0 or > MostTerms)
        {
            throw new FormatException("a concept is malformed");
        }

        var terms = new List<string>();
        for (int i = 0; i < count; i++)
        {
            terms.Add(ReadText(reader));
        }

        return new UmlsConcept(Cui.Text(cui), $"T{tui:000}", name, terms);
    }

    private static void WriteSource(BinaryWriter writer, string path, string hash)
    {
        var file = new FileInfo(path);
        writer.Write(file.Length);
        writer.Write(file.LastWriteTimeUtc.Ticks);
        writer.Write(hash);
    }

    private static bool IsSame(BinaryReader reader, string path, string table)
    {
        (long length, long time, string hash) = (reader.ReadInt64(), reader.ReadInt64(), ReadText(reader));
        var file = new FileInfo(path);
        if (file.Length != length || file.LastWriteTimeUtc.Ticks == time)
        {
            return file.Length == length;
        }

        using RrfReader rows = RrfReader.Open(path, table, 1);
        return rows.HashOfAll() == hash;
    }

    private static BinaryReader OpenRead(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), Encoding.UTF8);

    /// <summary>A text whose length is bounded before room is made for it.</summary>
    private static string ReadText(BinaryReader reader)
    {
        int length = reader.Read7BitEncodedInt();
        if (length is < 0 or > LongestText)
        {
            throw new FormatException("a text is too long");
        }

        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes) : throw new EndOfStreamException("the file ends early");
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw InvalidInputException.At(path, null, $"the compiled dictionary is damaged: {e.Message}.", "Delete it; it is made anew.", e);
        }
    }
}
