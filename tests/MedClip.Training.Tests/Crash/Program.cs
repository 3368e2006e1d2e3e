namespace MedClip.Training.Tests;

/// <summary>Run by itself, this assembly saves checkpoints until it is killed; run by the test host, this is not called.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        if (arguments is not ["save", var folder])
        {
            Console.Error.WriteLine("usage: save FOLDER");
            return 2;
        }

        SavingProcess.SaveManyTimes(folder);
        return 0;
    }
}
