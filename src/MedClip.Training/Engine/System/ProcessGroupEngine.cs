using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>c10d's process groups over the installed libtorch.</summary>
internal static class ProcessGroupEngine
{
    public static IProcessGroup? Join(Func<string, string?> environment)
    {
        Rendezvous? place;
        try
        {
            place = Rendezvous.FromEnvironment(environment);
        }
        catch (DistributedException error)
        {
            throw new InvalidInputException(error.Message, error);
        }

        return place is null ? null : new C10dGroup(Translated(() => ProcessGroup.Connect(place)));
    }

    private static T Translated<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DistributedException error)
        {
            throw new MedClipException(error.Message, error);
        }
    }

    /// <summary>A group of MedClip.Torch's as the trainer sees it.</summary>
    internal sealed class C10dGroup(ProcessGroup group) : IProcessGroup
    {
        public int Rank => group.Rank;

        public int LocalRank => group.LocalRank;

        public int Size => group.Size;

        public CancellationToken LostToken => group.LostToken;

        public Action StartSum(Tensor tensor)
        {
            PendingCollective pending = Translated(() => group.AllReduceAsync(tensor));
            return () => Translated(() =>
            {
                pending.Wait();
                return true;
            });
        }

        public long Largest(long value)
        {
            using Tensor number = tensor(new[] { value });
            return Translated(() =>
            {
                group.AllReduce(number, ReduceKind.Maximum);
                return number.data<long>()[0];
            });
        }

        public Tensor[] Collect(Tensor tensor) => Translated(() => group.AllGather(tensor));

        public void TakeFromFirst(Tensor tensor) => Translated(() =>
        {
            group.Broadcast(tensor);
            return true;
        });

        public IDisposable OnGradient(Tensor leaf, Action ready) => new GradientHook(leaf, ready);

        public IDisposable SynchroniseBatchNorm() => SyncBatchNorm.Enter(group);

        public void Fail(string reason) => group.Fail(reason);

        public void Dispose() => group.Dispose();
    }
}
