namespace MedClip.Data;

/// <summary>Each reader on a generated tree in the set's own layout.</summary>
public sealed class DatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Chexpert()
    {
        folder.Write("train.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema\n" +
            "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,Female,68,Frontal,AP,1.0,,\n" +
            "CheXpert-v1.0-small/train/patient00002/study2/view2_lateral.jpg,Male,87,Lateral,,,-1.0,0.0\n");
        folder.Write("valid.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema\nCheXpert-v1.0-small/valid/patient64541/study1/view1_frontal.jpg,Male,73,Frontal,PA,0.0,1.0,0.0\n");
        DatasetFilm[] films = Read("chexpert");
        films.Select(film => film.Patient).ShouldBe(["patient00001", "patient00002", "patient64541"]);
        films.Select(film => film.View).ShouldBe(["AP", "LATERAL", "PA"]);
        films.Select(film => film.Split).ShouldBe(["train", "train", "validation"]);
        films[0].File.ShouldBe(Path.Combine(folder.Folder, "train/patient00001/study1/view1_frontal.jpg"));
        (films[1].Labels[Finding.Cardiomegaly], films[1].Labels[Finding.Edema]).ShouldBe((LabelValue.Uncertain, LabelValue.Negative));
        (films[1].Sex, films[1].Age, films[1].Study).ShouldBe(("M", 87f, "patient00002-study2"));
    }

    [Theory]
    [InlineData("chexpert")]
    [InlineData("negbio")]
    public void Mimic_cxr_with_gzipped_tables_and_reports(string labeler)
    {
        Gzip("mimic-cxr-2.0.0-metadata.csv.gz", "dicom_id,subject_id,study_id,ViewPosition\naaa-bbb,10000032,50414267,PA\nccc-ddd,10000032,50414267,LATERAL\neee,10000764,57375967,AP\n");
        Gzip("mimic-cxr-2.0.0-chexpert.csv.gz", "subject_id,study_id,Edema,No Finding\n10000032,50414267,-1.0,\n");
        Gzip("mimic-cxr-2.0.0-negbio.csv.gz", "subject_id,study_id,Edema,No Finding\n10000032,50414267,1.0,\n");
        Gzip("mimic-cxr-2.0.0-split.csv.gz", "dicom_id,study_id,subject_id,split\naaa-bbb,50414267,10000032,train\neee,57375967,10000764,validate\n");
        folder.Write("files/p10/p10000032/s50414267.txt", "FINDINGS: clear.\n");
        DatasetFilm[] films = Read("mimic", new DatasetOptions { Labeler = labeler });
        films[0].File.ShouldBe(Path.Combine(folder.Folder, "files/p10/p10000032/s50414267/aaa-bbb.jpg"));
        films.Select(film => film.Split).ShouldBe(["train", null, "validation"]);
        films[0].Labels[Finding.Edema].ShouldBe(labeler == "chexpert" ? LabelValue.Uncertain : LabelValue.Positive);
        films[0].Report!.Body.ShouldBe("FINDINGS: clear.");
        films[2].Report.ShouldBeNull();
        films[2].Labels.IsEmpty.ShouldBeTrue();
        Should.Throw<InvalidInputException>(() => Read("mimic", new DatasetOptions { Labeler = "me" })).Message.ShouldContain("negbio");
    }

    [Fact]
    public void Rsna_joins_the_boxes_of_a_film()
    {
        folder.Write("stage_2_train_labels.csv", "patientId,x,y,width,height,Target\na,,,,,0\nb,264.0,152.0,213.0,379.0,1\nb,562,152,256,453,1\nc,,,,,0\n");
        folder.Write("stage_2_detailed_class_info.csv", "patientId,class\na,No Lung Opacity / Not Normal\nb,Lung Opacity\nb,Lung Opacity\nc,Normal\n");
        DatasetFilm[] films = Read("rsna");
        films.Select(film => Path.GetFileName(film.File)).ShouldBe(["a.dcm", "b.dcm", "c.dcm"]);
        films.Select(film => film.Labels[Finding.Pneumonia]).ShouldBe([LabelValue.Negative, LabelValue.Positive, LabelValue.Negative]);
        films.Select(film => film.Labels[Finding.NoFinding]).ShouldBe([LabelValue.Negative, LabelValue.Negative, LabelValue.Positive]);
        films[1].Boxes.Select(box => box.X).ShouldBe([264f, 562f]);
    }

    [Fact]
    public void Covid_passes_masks_over()
    {
        foreach (string file in (string[])["COVID/images/COVID-1.png", "COVID/masks/COVID-1.png", "Normal/images/Normal-1.png", "Viral Pneumonia/images/V-1.png", "Lung_Opacity/L-1.png"])
        {
            folder.Write(file, "");
        }

        DatasetFilm[] films = Read("covid");
        films.Length.ShouldBe(4);
        films.Single(film => film.File.EndsWith("COVID-1.png", StringComparison.Ordinal)).Labels.Positives.ShouldBe([CovidRadiographyDataset.Covid]);
        films.Single(film => film.File.EndsWith("Normal-1.png", StringComparison.Ordinal)).Labels[CovidRadiographyDataset.Covid].ShouldBe(LabelValue.Negative);
        Directory.CreateDirectory(Path.Combine(folder.Folder, "Cats"));
        Should.Throw<InvalidInputException>(() => Read("covid")).Message.ShouldContain("Cats");
    }

    [Fact]
    public void Nih_with_its_lists_and_boxes()
    {
        folder.Write("Data_Entry_2017.csv", "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position\n" +
            "00000001_000.png,Cardiomegaly|Emphysema,0,1,058Y,M,PA\n00000002_000.png,No Finding,0,2,81,F,AP\n");
        folder.Write("train_val_list.txt", "00000001_000.png\n");
        folder.Write("test_list.txt", "00000002_000.png\n");
        folder.Write("BBox_List_2017.csv", "Image Index,Finding Label,Bbox [x,y,w,h],,,\n00000001_000.png,Cardiomegaly,225.0,547.0,86.0,79.0,,,\n");
        folder.Write("images_002/images/00000002_000.png", "");
        DatasetFilm[] films = Read("nih");
        films[0].Labels.Positives.ShouldBe([Finding.Cardiomegaly]);
        films[0].Labels[Finding.NoFinding].ShouldBe(LabelValue.Negative);
        films[0].Labels[Finding.Fracture].ShouldBe(LabelValue.NotMentioned);
        films[0].Boxes.Single().Height.ShouldBe(79);
        films[1].File.ShouldEndWith("images_002/images/00000002_000.png");
        films.Select(film => (film.Split, film.Age)).ShouldBe([("train", 58f), ("test", 81f)]);
    }

    [Fact]
    public void Openi_reads_reports_and_films()
    {
        folder.Write("1.xml", "<eCitation><uId id=\"CXR1\"/><Abstract><AbstractText Label=\"FINDINGS\">Clear.</AbstractText><AbstractText Label=\"IMPRESSION\"/></Abstract>" +
            "<MeSH><major>Cardiomegaly/mild</major></MeSH><parentImage id=\"CXR1_1_IM-0001-3001\"/><parentImage id=\"CXR1_1_IM-0001-4001\"/></eCitation>");
        DatasetFilm[] films = Read("openi");
        films.Select(film => Path.GetFileName(film.File)).ShouldBe(["CXR1_1_IM-0001-3001.png", "CXR1_1_IM-0001-4001.png"]);
        films[0].Labels.Positives.ShouldBe([Finding.Cardiomegaly]);
        films[0].Report!.Body.ShouldBe("Clear.");
        folder.Write("2.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><eCitation/>");
        Should.Throw<InvalidInputException>(() => Read("openi")).Message.ShouldContain("2.xml");
    }

    [Fact]
    public void Folders_of_classes_below_splits()
    {
        foreach (string file in (string[])["train/Pneumonia/a.png", "train/Normal/b.png", "test/Pneumonia/c.jpg", "test/Tuberculosis scar/d.png"])
        {
            folder.Write(file, "");
        }

        DatasetFilm[] films = Read("folder");
        films.Select(film => film.Split).ShouldBe(["test", "test", "train", "train"]);
        films[0].Labels.Positives.ShouldBe([Finding.Pneumonia]);
        films[1].Labels.Positives.Single().Name.ShouldBe("Tuberculosis scar");
        films[2].Labels.Positives.ShouldBe([Finding.NoFinding]);
    }

    [Fact]
    public void Medclips_meta_table_is_bound_by_name_in_any_order()
    {
        string path = folder.Write("meta.csv", ",Edema,subject_id,report,imgpath,AP/PA,Frontal/Lateral\n7,1.0,patient1-study5,Edema.,./a.jpg,0,Lateral\n");
        DatasetFilm film = FilmDatasets.Find("medclip").Read(path, new DatasetOptions()).Single();
        (film.Patient, film.Study, film.View, film.Report!.Body).ShouldBe(("patient1", "patient1-study5", "LATERAL", "Edema."));
        film.Labels.Positives.ShouldBe([Finding.Edema]);
    }

    [Fact]
    public void An_unknown_name_lists_those_known() => Should.Throw<InvalidInputException>(() => FilmDatasets.Find("chest")).Message.ShouldContain("chexpert");

    public void Dispose() => folder.Dispose();

    private DatasetFilm[] Read(string name, DatasetOptions? options = null) => [.. FilmDatasets.Find(name).Read(folder.Folder, options ?? new DatasetOptions())];

    private void Gzip(string name, string text)
    {
        using var stream = new System.IO.Compression.GZipStream(File.Create(Path.Combine(folder.Folder, name)), System.IO.Compression.CompressionMode.Compress);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
