using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Averages gradients over all ranks, a bucket of parameters at a time. A bucket is sent as soon as the last backward pass of a step has
/// made the gradients of all its parameters, while that pass goes on with the layers below; buckets are filled from the last parameter to
/// the first, which is about the order in which gradients come. All ranks send them in the same order.
/// </summary>
internal sealed class GradientBuckets : IDisposable
{
    private readonly IProcessGroup group;
    private readonly Bucket[] buckets;
    private readonly Dictionary<Parameter, (int Bucket, int Place)> places;
    private readonly Dictionary<Parameter, IDisposable> hooks = [];
    private readonly Lock gate = new();
    private bool isExpected;
    private int sent;
    private Exception? failure;

    /// <param name="group">The ranks.</param>
    /// <param name="parameters">The parameters, in the same order in every rank.</param>
    /// <param name="bucketBytes">How much a bucket holds at most, unless a single parameter is larger.</param>
    public GradientBuckets(IProcessGroup group, IReadOnlyList<Parameter> parameters, long bucketBytes)
    {
        this.group = group;
        buckets = [.. Split(parameters, bucketBytes).Select(part => new Bucket(part))];
        places = buckets.SelectMany((bucket, b) => bucket.Parameters.Select((parameter, p) => (parameter, b, p))).ToDictionary(entry => entry.parameter, entry => (entry.b, entry.p));
    }

    /// <summary>How many buckets there are.</summary>
    public int Count => buckets.Length;

    /// <summary>How many were sent before the last backward pass of the last step had ended.</summary>
    public int SentEarly { get; private set; }

    /// <summary>Says that the next backward pass is the step's last one: gradients it makes are final.</summary>
    public void ExpectLast()
    {
        lock (gate)
        {
            (isExpected, sent) = (true, 0);
            foreach (Bucket bucket in buckets)
            {
                bucket.Expect();
            }
        }

        // Which parameters learn changes with a freezing schedule; a hook stays once it is there.
        foreach (Parameter parameter in places.Keys)
        {
            if (parameter.requires_grad && !hooks.ContainsKey(parameter))
            {
                hooks.Add(parameter, group.OnGradient(parameter, () => Ready(parameter)));
            }
        }
    }

    /// <summary>Sends what was not sent yet, waits, and leaves the mean over all ranks in each gradient; one that no rank has stays missing.</summary>
    public void Finish()
    {
        lock (gate)
        {
            if (!isExpected)
            {
                sent = 0;
                Array.ForEach(buckets, bucket => bucket.Expect());
            }

            SentEarly = sent;
            isExpected = false;
            if (failure is { } error)
            {
                failure = null;
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
            }

            while (sent < buckets.Length)
            {
                buckets[sent++].Send(group);
            }
        }

        foreach (Bucket bucket in buckets)
        {
            bucket.Receive(group.Size);
        }
    }

    public void Dispose()
    {
        foreach (IDisposable hook in hooks.Values)
        {
            hook.Dispose();
        }

        Array.ForEach(buckets, bucket => bucket.Dispose());
    }

    // Called within the backward pass.
    private void Ready(Parameter parameter)
    {
        lock (gate)
        {
            if (!isExpected || failure is not null)
            {
                return;
            }

            (int bucket, int place) = places[parameter];
            buckets[bucket].Ready(place);
            try
            {
                while (sent < buckets.Length && buckets[sent].IsFull)
                {
                    buckets[sent++].Send(group);
                }
            }
#pragma warning disable CA1031 // it is thrown again by Finish; nothing passes through the backward pass
            catch (Exception error)
#pragma warning restore CA1031
            {
                failure = error;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<Parameter>> Split(IReadOnlyList<Parameter> parameters, long bucketBytes)
    {
        var part = new List<Parameter>();
        long bytes = 0;
        foreach (Parameter parameter in parameters.Reverse())
        {
            long size = parameter.numel() * parameter.element_size();
            bool differs = part.Count > 0 && (part[0].dtype != parameter.dtype || part[0].device.ToString() != parameter.device.ToString());
            if (part.Count > 0 && (bytes + size > bucketBytes || differs))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(parameter);
            bytes += size;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
