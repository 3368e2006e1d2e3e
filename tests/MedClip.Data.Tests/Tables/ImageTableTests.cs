namespace MedClip.Data;

public sealed class ImageTableTests : IDisposable
{
    private static readonly ImageTableOptions Unchecked = new() { MissingFiles = MissingFiles.DoNotCheck };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private ImageTable Load(string csv, ImageTableOptions? options = null) => ImageTable.Load(folder.Write("labels.csv", csv), null, options ?? Unchecked);

    private string Error(string csv, ImageTableOptions? options = null) => Should.Throw<InvalidInputException>(() => Load(csv, options)).Message;

    [Fact]
    public void Columns_are_bound_by_name_without_regard_to_case_spaces_and_order()
    {
        ImageTable table = Load("pleural_effusion,Age,IMAGE,Patient ID,sex,View Position,split,CARDIOMEGALY\n1,63,a.png,7,F,PA,train,0\n-1,x,b.png,,,,,\n");
        ImageRecord first = table[0];
        (first.Name, first.Patient, first.Sex, first.View, first.Split, first.Age, first.Line).ShouldBe(("a.png", "7", "F", "PA", "train", 63f, 2));
        first.Path.ShouldBe(Path.Combine(folder.Folder, "a.png"));
        first.Labels![Finding.PleuralEffusion].ShouldBe(LabelValue.Positive);
        first.Labels[Finding.Cardiomegaly].ShouldBe(LabelValue.Negative);
        ImageRecord second = table[1];
        (second.Patient, second.Age, second.Split).ShouldBe((null, null, null));
        second.Labels![Finding.PleuralEffusion].ShouldBe(LabelValue.Uncertain);
        second.Labels[Finding.Cardiomegaly].ShouldBe(LabelValue.NotMentioned);
        table.LabelledFindings!.Names.ShouldBe(["Cardiomegaly", "Pleural Effusion"]);
    }

    [Fact]
    public void Class_names_of_other_data_sets_are_mapped_and_merged()
    {
        ImageTable table = Load("image,Effusion,Nodule,Mass,Infiltration\na.png,1,0,1,\nb.png,0,-1,0,1\nc.png,0,0,0,\n");
        table.Select(row => row.Labels![Finding.LungLesion]).ShouldBe([LabelValue.Positive, LabelValue.Uncertain, LabelValue.Negative]);
        table[1].Labels![Finding.LungOpacity].ShouldBe(LabelValue.Positive);
        table[0].Labels![Finding.PleuralEffusion].ShouldBe(LabelValue.Positive);
    }

    [Fact]
    public void A_class_without_a_finding_takes_only_no_finding_away()
    {
        ImageTable table = Load("image,No Finding,Emphysema,Edema\na.png,1,1,0\nb.png,1,0,0\n");
        table[0].Labels![Finding.NoFinding].ShouldBe(LabelValue.Negative);
        table[1].Labels![Finding.NoFinding].ShouldBe(LabelValue.Positive);
        table[0].Labels!.Positives.ShouldBeEmpty();
        table.LabelledFindings!.Names.ShouldBe(["No Finding", "Edema"]);
    }

    [Fact]
    public void Numbers_with_a_point_count_as_chexpert_writes_them()
    {
        Load("path,Edema\na.png,1.0\nb.png,-1.0\nc.png,0.0\n").Select(row => row.Labels![Finding.Edema])
            .ShouldBe([LabelValue.Positive, LabelValue.Uncertain, LabelValue.Negative]);
    }

    [Fact]
    public void Equal_labels_are_one_object()
    {
        ImageTable table = Load("path,Edema\na.png,1\nb.png,1\n");
        table[0].Labels.ShouldBeSameAs(table[1].Labels);
    }

    [Fact]
    public void A_table_without_a_path_column_is_refused_with_its_columns() =>
        Error("name,Edema\na.png,1\n").ShouldBe($"{Path.Combine(folder.Folder, "labels.csv")}, line 1: no column is called 'path' or 'image'; the columns are 'name', 'Edema'.");

    [Fact]
    public void A_bad_label_is_told_by_line_and_column() =>
        Error("path,Edema\na.png,1\nb.png,yes\n").ShouldContain("line 3: column 'Edema' holds 'yes'. A label is 1, 0, -1 or blank.");

    [Fact]
    public void A_path_that_stands_twice_is_told_by_both_lines() =>
        Error("path\na.png\nb.png\n./a.png\n").ShouldContain("line 4: './a.png' stands in line 2 too.");

    [Fact]
    public void The_first_of_equal_paths_may_be_kept()
    {
        ImageTable table = Load("path,Edema\na.png,1\na.png,0\n", Unchecked with { DuplicatePaths = DuplicatePaths.KeepFirst });
        (table.Count, table.SkippedDuplicates).ShouldBe((1, 1));
        table[0].Labels![Finding.Edema].ShouldBe(LabelValue.Positive);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("path,Edema\n", "no rows")]
    [InlineData("path,Edema\n,1\n", "line 2: the path is blank")]
    [InlineData("path,Edema\na.png\n", "line 2: the row has 1 fields, the header 2.")]
    [InlineData("path,Edema\na.png,1,2\n", "line 2: the row has 3 fields, the header 2.")]
    [InlineData("path,Edema\n\"a.png,1\nb.png,0\n", "cannot be read")]
    [InlineData("path,Edema\na\0.png,1\n", "zero byte")]
    public void A_table_that_is_none_is_told_why(string csv, string reason) => Error(csv).ShouldContain(reason);

    [Fact]
    public void A_missing_table_is_named() =>
        Should.Throw<InvalidInputException>(() => ImageTable.Load("/nowhere/labels.csv")).Message.ShouldContain("/nowhere/labels.csv: there is no such file");

    [Fact]
    public void A_missing_image_root_is_named() =>
        Should.Throw<InvalidInputException>(() => ImageTable.Load(folder.Write("labels.csv", "path\na.png\n"), "/nowhere/images")).Message.ShouldContain("/nowhere/images");

    [Fact]
    public void Unknown_columns_are_listed_or_refused_by_option()
    {
        Load("path,Cardiomegally\na.png,1\n").IgnoredColumns.ShouldBe(["Cardiomegally"]);
        Error("path,Cardiomegally\na.png,1\n", Unchecked with { UnknownColumns = UnknownColumns.Refuse }).ShouldContain("'Cardiomegally' is no known column and no known finding");
    }

    [Fact]
    public void Missing_pictures_are_counted_named_and_skipped_by_option()
    {
        folder.Write("good.png", SampleFilms.Gradient(4, 4));
        const string Csv = "path\nlost1.png\ngood.png\nlost2.png\n";
        Error(Csv, new ImageTableOptions()).ShouldContain("2 of 3 pictures are missing");
        Error(Csv, new ImageTableOptions()).ShouldContain("'lost1.png', 'lost2.png'");
        ImageTable table = Load(Csv, new ImageTableOptions { MissingFiles = MissingFiles.Skip });
        table.ShouldHaveSingleItem().Name.ShouldBe("good.png");
        table.MissingFiles.ShouldBe(["lost1.png", "lost2.png"]);
        Error("path\nlost1.png\n", new ImageTableOptions { MissingFiles = MissingFiles.Skip }).ShouldContain("1 of 1");
    }

    [Fact]
    public void A_table_without_finding_columns_has_no_labels()
    {
        ImageTable table = Load("image\na.png\n");
        table[0].Labels.ShouldBeNull();
        table.LabelledFindings.ShouldBeNull();
    }

    [Fact]
    public void Own_findings_win_over_aliases()
    {
        var options = Unchecked with { Findings = FindingSet.Of("COVID-19", "Effusion") };
        ImageTable table = Load("path,covid19,Effusion,Edema\na.png,1,0,1\n", options);
        table[0].Labels![new Finding("COVID-19")].ShouldBe(LabelValue.Positive);
        table.LabelledFindings!.Names.ShouldBe(["COVID-19", "Effusion"]);
    }

    [Fact]
    public void Split_and_text_may_have_other_names()
    {
        ImageTable table = Load("path,fold,report\na.png,test,Clear lungs.\n", Unchecked with { SplitColumn = "fold", TextColumn = "report" });
        (table[0].Split, table[0].Text).ShouldBe(("test", "Clear lungs."));
        Error("path\na.png\n", Unchecked with { SplitColumn = "fold" }).ShouldContain("the split column 'fold' is not among the columns");
    }

    [Fact]
    public void A_folder_is_a_table_in_the_order_of_names()
    {
        folder.Write("b/two.png", SampleFilms.Gradient(4, 4));
        folder.Write("a.JPG", "x");
        folder.Write("notes.txt", "x");
        ImageTable.LoadOrList(folder.Folder).Select(row => row.Name).ShouldBe(["a.JPG", "b/two.png"]);
        Should.Throw<InvalidInputException>(() => ImageTable.FromFolder(Directory.CreateDirectory(Path.Combine(folder.Folder, "none")).FullName)).Message.ShouldContain("no picture");
    }

    [Fact]
    public void Tables_are_put_together_unless_they_share_a_film()
    {
        ImageTable one = Load("path,Edema\na.png,1\n");
        ImageTable two = Load("path,Cardiomegaly\nb.png,1\n");
        ImageTable both = ImageTable.Concatenate([one, two]);
        both.Select(row => row.Name).ShouldBe(["a.png", "b.png"]);
        both.LabelledFindings!.Count.ShouldBe(2);
        Should.Throw<InvalidInputException>(() => ImageTable.Concatenate([one, one])).Message.ShouldContain("'a.png'");
    }
}
