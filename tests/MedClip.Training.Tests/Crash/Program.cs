namespace MedClip.Training.Tests;

/// <summary>Run by itself, this assembly saves checkpoints, or trains, until it is killed; run by the test host, this is not called.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["save", var folder]:
                SavingProcess.SaveManyTimes(folder);
                return 0;
            case ["train", var folder, var resume]:
                TrainingProcess.Train(folder, resume == "resume");
                return 0;
            case ["rank", var folder]:
                ObjectiveRank.Write(folder);
                return 0;
            default:
                Console.Error.WriteLine("usage: save FOLDER | train FOLDER new|resume | rank FOLDER");
                return 2;
        }
    }
}
