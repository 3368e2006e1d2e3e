using System.IO.Compression;

namespace MedClip.Knowledge.Tests;

public sealed class UmlsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Release => RrfFiles.WriteTo(Path.Combine(folder, "META"));

    private string Cache => Path.Combine(folder, "cache");

    [Fact]
    public void Names_are_filtered_by_language_source_and_suppression()
    {
        string file = Path.Combine(Release, "MRCONSO.RRF");
        MrconsoReader.Read(file).Where(atom => atom.Cui == "C0018800").Select(atom => atom.Text).ShouldBe(["Cardiomegaly", "Cor giganteum (disorder)", "Hypertrophy, Cardiac"]);
        MrconsoReader.Read(file, new UmlsFilter { Languages = ["FRE"] }).Single().ShouldBe(new UmlsAtom("C0018800", "Cardiomegalie", "FRE", "MSHFRE", "PT", false, false));
        MrconsoReader.Read(file, new UmlsFilter { Languages = [], Sources = ["OLD"], IncludeSuppressed = true }).Single().IsSuppressed.ShouldBeTrue();
        MrconsoReader.Read(file).First().IsPreferred.ShouldBeTrue();
    }

    [Fact]
    public void Semantic_types_are_read_and_filter_the_dictionary()
    {
        MrstyReader.Read(Path.Combine(Release, "MRSTY.RRF")).First().ShouldBe(new UmlsSemanticType("C0018800", "T046", "Pathologic Function"));
        Open().Concepts.ShouldNotContain(concept => concept.Cui == "C0004057");
        Open(new UmlsFilter { SemanticTypes = ["T109"] }).Concepts.Single().ShouldSatisfyAllConditions(
            concept => concept.Name.ShouldBe("Aspirin"), concept => concept.Tui.ShouldBe("T109"), concept => concept.Terms.ShouldBe(["aspirin"]));
        Open(new UmlsFilter { SemanticTypes = [] }).Concepts.Count().ShouldBe(7);
    }

    [Fact]
    public void Terms_are_as_reports_spell_them()
    {
        var concepts = Open().Concepts.ToDictionary(concept => concept.Cui);
        concepts["C0018800"].Terms.ShouldBe(["cardiomegaly", "cor giganteum", "cardiac hypertrophy"]);
        concepts["C0032227"].Terms.ShouldBe(["hydrothoraces", "pleural effusion"]); // "PE" alone is open
        concepts["C5203670"].Terms.ShouldBe(["covid 19", "coronavirus disease 2019"]);
    }

    [Fact]
    public void The_compiled_dictionary_is_kept_until_a_source_changes()
    {
        Open().WasCompiled.ShouldBeTrue();
        Open().WasCompiled.ShouldBeFalse();
        Open(new UmlsFilter { Sources = ["MSH"] }).WasCompiled.ShouldBeTrue();
        string names = Path.Combine(folder, "META", "MRCONSO.RRF");
        File.SetLastWriteTimeUtc(names, DateTime.UtcNow.AddDays(1));
        UmlsDictionary.Open(Path.Combine(folder, "META"), cacheFolder: Cache).WasCompiled.ShouldBeFalse("another time, the same hash");
        File.WriteAllText(names, RrfFiles.Names().Replace("Dropsy", "Dropsi", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(names, DateTime.UtcNow.AddDays(2));
        UmlsDictionary changed = UmlsDictionary.Open(Path.Combine(folder, "META"), cacheFolder: Cache);
        changed.WasCompiled.ShouldBeTrue();
        changed.Concepts.SelectMany(concept => concept.Terms).ShouldContain("dropsi");
    }

    [Fact]
    public void A_damaged_compiled_file_is_refused_or_made_anew()
    {
        UmlsDictionary dictionary = Open();
        byte[] whole = File.ReadAllBytes(dictionary.CompiledFile);
        File.WriteAllBytes(dictionary.CompiledFile, whole[..^40]);
        Should.Throw<InvalidInputException>(() => dictionary.Concepts.Count()).Message.ShouldContain("damaged");
        File.WriteAllBytes(dictionary.CompiledFile, whole[20..]);
        Open().WasCompiled.ShouldBeTrue();
    }

    [Theory]
    [InlineData("MRCONSO.RRF", "C0000001|ENG|P|\n", "line 1", "the row has 3 fields, MRCONSO has 18")]
    [InlineData("MRCONSO.RRF", "X|ENG|P|L1|PF|S1|Y|A1||||MSH|PT|1|Name|0|N||\n", "line 1", "'X' is no concept identifier")]
    [InlineData("MRCONSO.RRF", "C0000001|ENG|P|L1|PF|S1|Y|A1||||MSH|PT|1|Name|0|N|\n", "line 1", "17 fields")]
    [InlineData("MRSTY.RRF", "C0000001|T047|B2|x|AT1||\nC0000001|47|B2|x|AT1||\n", "line 2", "no concept with its semantic type")]
    public void A_wrong_row_is_refused_with_its_line(string file, string content, string place, string says)
    {
        File.WriteAllText(Path.Combine(Release, file), content);
        string message = Should.Throw<InvalidInputException>(() => UmlsDictionary.Open(Path.Combine(folder, "META"), cacheFolder: Cache)).Message;
        message.ShouldContain(place);
        message.ShouldContain(says);
        Directory.Exists(Cache).ShouldBeTrue();
        Directory.GetFiles(Cache).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_without_end_and_a_missing_file_are_refused()
    {
        File.WriteAllText(Path.Combine(Release, "MRSTY.RRF"), new string('x', 2 << 20));
        Should.Throw<InvalidInputException>(() => UmlsDictionary.Open(Path.Combine(folder, "META"), cacheFolder: Cache)).Message.ShouldContain("longer than");
        Should.Throw<InvalidInputException>(() => UmlsDictionary.Open(folder + "/none", cacheFolder: Cache)).Message.ShouldContain("holds no MRCONSO.RRF");
    }

    [Fact]
    public void Packed_sources_and_windows_line_ends_give_the_same_concepts()
    {
        var plain = Open().Concepts.Select(Flat).ToList();
        string other = Path.Combine(folder, "packed");
        Directory.CreateDirectory(other);
        Pack("MRCONSO.RRF", RrfFiles.Names().ReplaceLineEndings("\r\n"));
        Pack("MRSTY.RRF", RrfFiles.Types().TrimEnd('\n'));
        UmlsDictionary.Open(other, cacheFolder: Cache).Concepts.Select(Flat).ShouldBe(plain);

        void Pack(string name, string text)
        {
            using var gzip = new GZipStream(File.Create(Path.Combine(other, name + ".gz")), CompressionMode.Compress);
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        static string Flat(UmlsConcept concept) => $"{concept.Cui} {concept.Tui} {concept.Name} {string.Join('/', concept.Terms)}";
    }

    [Fact]
    public void Memory_stays_flat_over_a_large_table()
    {
        string path = Path.Combine(folder, "MRCONSO.RRF");
        using (var writer = new StreamWriter(path))
        {
            for (int i = 0; i < 200_000; i++)
            {
                writer.Write($"C{i:0000000}|FRE|P|L1|PF|S1|Y|A1||||MSH|PT|1|{new string('x', 60)}|0|N||\n");
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        MrconsoReader.Read(path).ShouldBeEmpty();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void The_extractor_takes_the_longest_name_at_each_place()
    {
        UmlsDictionary dictionary = Open();
        var labeler = new ReportLabeler(new LabelerOptions { Extractor = _ => new UmlsExtractor(dictionary) });
        Mention[] mentions = [.. labeler.Label("No pericardial effusion. Small effusions and Cardiac-hypertrophy without dropsy.").Mentions];
        mentions.Select(mention => (mention.Finding, mention.Term.Cui, mention.Assertion.Presence)).ShouldBe(
            [(Finding.PleuralEffusion, "C0013687", Presence.Present), (Finding.Cardiomegaly, "C0018800", Presence.Present), (Finding.Edema, "C0013604", Presence.Absent)]);
    }

    [Fact]
    public void An_extended_lexicon_knows_more_names_and_keeps_its_vetoes()
    {
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = Open().Extend(Lexicon.Default) });
        labeler.Label("Cor giganteum.").Labels[Finding.Cardiomegaly].ShouldBe(LabelValue.Positive);
        labeler.Label("Pericardial effusion.").Labels[Finding.PleuralEffusion].ShouldBe(LabelValue.NotMentioned);
        labeler.Label("Ankle dropsy.").Labels[Finding.Edema].ShouldBe(LabelValue.NotMentioned, "a wide concept gives no terms");
        new ReportLabeler().Label("Cor giganteum.").Labels[Finding.Cardiomegaly].ShouldBe(LabelValue.NotMentioned);
    }

    [Fact]
    public void A_finding_of_ones_own_gets_its_names_from_the_UMLS()
    {
        Lexicon own = Lexicon.Default.With(FindingLexicon.Parse("finding: Viral Disease\ncui: C5203670\n[terms]\nsars cov # pneumonia\n", "own"));
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = Open().Extend(own) });
        labeler.Label("Changes of coronavirus disease 2019.").Labels[new Finding("Viral Disease")].ShouldBe(LabelValue.Positive);
        var byExtractor = new ReportLabeler(new LabelerOptions { Extractor = _ => new UmlsExtractor(Open(), ConceptMap.Default.With(new Finding("COVID"), "C5203670")) });
        byExtractor.Findings.Count.ShouldBe(15);
        byExtractor.Label("No COVID-19.").Labels[new Finding("COVID")].ShouldBe(LabelValue.Negative);
    }

    private UmlsDictionary Open(UmlsFilter? filter = null) => UmlsDictionary.Open(Directory.Exists(Path.Combine(folder, "META")) ? Path.Combine(folder, "META") : Release, filter, Cache);
}
