// Scores labels against public gold standards: `./build.sh accuracy [tune|held-out|all]`, data in ../shared/data or below MEDCLIP_SHARED.
// And how a checkpoint's gate tells films from other pictures: `./build.sh accuracy gate CKPT FILMS.csv ROOT [FILMS.csv ROOT …]`.
using System.Globalization;
using MedClip.Accuracy;
using MedClip.Knowledge;
using MedClip;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.FirstOrDefault() == "gate")
{
    return GateAccuracy.Run(args[1..]);
}

string part = args.FirstOrDefault() ?? "tune";
Func<Part, bool>? parts = part switch { "tune" => one => one == Part.Tune, "held-out" => one => one == Part.HeldOut, "all" => _ => true, _ => null };
string shared = Environment.GetEnvironmentVariable("MEDCLIP_SHARED") is { Length: > 0 } set ? set : Path.Combine("..", "shared");
if (parts is null || !Directory.Exists(Path.Combine(shared, "data")))
{
    Console.Error.WriteLine(parts is null ? "usage: accuracy [tune|held-out|all] [errors], or accuracy gate CKPT FILMS ROOT [FILMS ROOT …]" : $"there is no {Path.GetFullPath(Path.Combine(shared, "data"))}; set MEDCLIP_SHARED");
    return parts is null ? 2 : 1;
}

bool listErrors = part == "tune" && args.Contains("errors"); // the errors of the part set aside stay unread
var openI = new OpenI(Path.Combine(shared, "data", "openi"));
foreach (LabelPolicy policy in (LabelPolicy[])[LabelPolicy.Strict, LabelPolicy.Graded])
{
    Show($"Open-I, {policy}, {part}", openI.Score(new ReportLabeler(new LabelerOptions { Policy = policy }), parts), openI.TextOf);
}

var negEx = new NegEx(Path.Combine(shared, "data", "negex", "annotations.tsv"));
Show($"NegEx, {part}", negEx.Score(new ConceptAsserter(), parts), negEx.TextOf);
Speed.Show(openI.Texts);
return 0;

void Show(string title, LabelAgreement agreement, Func<string, string> textOf)
{
    AgreementIntervals spread = agreement.Bootstrap(2000, new SeedSequence(0));
    Console.WriteLine($"{title}: {agreement.Cases.Count} texts");
    foreach (Finding finding in agreement.Findings)
    {
        DetectionCounts c = agreement[finding];
        Console.WriteLine($"  {finding,-18} P {c.Precision:0.000} R {c.Recall:0.000} F1 {c.F1:0.000}  tp {c.TruePositives} fp {c.FalsePositives} fn {c.FalseNegatives}");
    }

    Console.WriteLine($"  micro {agreement.Micro.F1:0.000} [{spread.MicroLow:0.000}, {spread.MicroHigh:0.000}]  macro {agreement.MacroF1:0.000} [{spread.MacroLow:0.000}, {spread.MacroHigh:0.000}]");
    foreach (Finding finding in listErrors ? agreement.Findings : Enumerable.Empty<Finding>())
    {
        foreach (bool missed in (bool[])[true, false])
        {
            foreach (LabelCase wrong in agreement.Errors(finding, missed))
            {
                Console.WriteLine($"{(missed ? "MISSED" : "FALSE")} {finding} {wrong.Id} ({(int)wrong.Predicted[finding]}): {textOf(wrong.Id).ReplaceLineEndings(" / ")}");
            }
        }
    }
}
