using MedClip;
using MedClip.Ablation;

// ablation --images LABELS.csv [--image-root FOLDER] --reports REPORTS.csv [--output ablation.csv] [--seeds 3] [--first-seed 0] [--epochs 12] [--arms a,b] [--threads N] [--set key=value;key=value]
// folds    the same, with [--folds 5] [--first-fold 1] [--last-fold 5]
// calibration [--output TABLE.csv] [--arms default]: of the scores that folds has kept
if (args is not [("ablation" or "folds" or "calibration") and var verb, .. string[] rest])
{
    Console.Error.WriteLine("usage: ablation|folds|calibration --images LABELS.csv [--image-root FOLDER] --reports REPORTS.csv [--output TABLE.csv] [--seeds N] [--epochs N] [--folds N] [--arms a,b] [--set key=value;…]");
    return 2;
}

try
{
    var settings = new Settings(rest);
    if (settings.Threads > 0)
    {
        TorchSharp.torch.set_num_threads(settings.Threads);
    }

    if (verb == "calibration")
    {
        Calibration.Write(settings.Output, settings.Only.Count == 0 ? "default" : settings.Only[0]);
        return 0;
    }

    var experiments = new Experiments(settings);
    if (verb == "folds")
    {
        experiments.Folds();
    }
    else
    {
        experiments.Ablation();
    }

    return 0;
}
catch (MedClipException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
