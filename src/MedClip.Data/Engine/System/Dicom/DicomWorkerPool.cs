using System.Collections.Concurrent;

namespace MedClip.Data;

/// <summary>Bounds of the DICOM workers.</summary>
internal sealed record DicomWorkerPoolOptions
{
    /// <summary>Workers at a time; further callers wait.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 16);

    /// <summary>Address space of a worker in MiB, a limit that the kernel keeps.</summary>
    public int MemoryMiB { get; init; } = 3072;
}

/// <summary>A few worker processes, kept between files. A worker that dies is replaced at the next file.</summary>
internal sealed class DicomWorkerPool(string program, DicomWorkerPoolOptions options) : IDicomEngine, IDisposable
{
    private readonly ConcurrentBag<DicomWorker> idle = [];
    private readonly SemaphoreSlim free = new(options.Workers);
    private int started;

    public string Versions => "DCMTK and OpenJPEG in " + Path.GetFileName(program);

    /// <summary>Workers started so far, replacements included.</summary>
    public int Started => Volatile.Read(ref started);

    public DicomObject Read(ReadOnlySpan<byte> file, DicomRequest request)
    {
        free.Wait();
        try
        {
            DicomWorker worker = Take();
            try
            {
                return worker.Ask(file, request);
            }
            finally
            {
                if (worker.IsUsable)
                {
                    idle.Add(worker);
                }
                else
                {
                    worker.Dispose();
                }
            }
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out DicomWorker? worker))
        {
            worker.Dispose();
        }

        free.Dispose();
    }

    private DicomWorker Take()
    {
        while (idle.TryTake(out DicomWorker? worker))
        {
            // It may have been ended from outside while it was idle.
            if (worker.IsUsable)
            {
                return worker;
            }

            worker.Dispose();
        }

        Interlocked.Increment(ref started);
        return DicomWorker.Start(program, options.MemoryMiB);
    }
}
