using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using static MedClip.Data.DicomWorkerProtocol;

namespace MedClip.Data;

/// <summary>One worker process. Used by one thread at a time; once it has failed it is not used again.</summary>
internal sealed class DicomWorker : IDisposable
{
    // Starting one at a time keeps a worker from inheriting another's memory.
    private static readonly Lock Starting = new();
    private const long KeptMemory = 64 << 20;
    private const int GraceSeconds = 2;

    private readonly Process process;
    private readonly SharedMemory memory;
    private readonly Stream requests;
    private readonly Stream answers;
    private bool failed;

    private DicomWorker(Process process, SharedMemory memory)
    {
        this.process = process;
        this.memory = memory;
        requests = process.StandardInput.BaseStream;
        answers = process.StandardOutput.BaseStream;
    }

    /// <summary>Whether it may be asked again.</summary>
    public bool IsUsable => !failed && !process.HasExited;

    /// <summary>Time that the worker itself spent on the last file.</summary>
    public TimeSpan LastWork { get; private set; }

    public static DicomWorker Start(string program, int memoryMiB)
    {
        var memory = SharedMemory.Create();
        try
        {
            lock (Starting)
            {
                memory.SetInherited(true);
                try
                {
                    var start = new ProcessStartInfo(program)
                    {
                        RedirectStandardInput = true,
                        RedirectStandardOutput = true,
                        UseShellExecute = false,
                        ArgumentList = { memory.Descriptor.ToString(CultureInfo.InvariantCulture), memoryMiB.ToString(CultureInfo.InvariantCulture) },
                    };
                    return new DicomWorker(Process.Start(start)!, memory);
                }
                finally
                {
                    memory.SetInherited(false);
                }
            }
        }
        catch (Exception e)
        {
            memory.Dispose();
            if (e is System.ComponentModel.Win32Exception)
            {
                throw new NativeLibraryException($"The program that reads DICOM cannot be started: {program}: {e.Message}", e);
            }

            throw;
        }
    }

    /// <exception cref="RefusedPictureException">The file is refused, or it brought the worker down.</exception>
    public DicomObject Ask(ReadOnlySpan<byte> file, DicomRequest request)
    {
        bool late = false;
        using var timer = new Timer(_ => { late = true; Kill(); }, null, request.TimeLimit, Timeout.InfiniteTimeSpan);
        try
        {
            memory.Write(file);
            var question = new Request(
                RequestMagic, DicomWorkerProtocol.Version, request.Pixels ? 1u : 0, request.Frame, (ulong)file.Length, (ulong)request.MaxPixels,
                (uint)Math.Ceiling(request.TimeLimit.TotalSeconds) + GraceSeconds, 0);
            requests.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Request>(in question)));
            requests.Flush();
            Response response = default;
            answers.ReadExactly(MemoryMarshal.AsBytes(new Span<Response>(ref response)));
            if (!IsSound(response, request))
            {
                throw new InvalidDataException();
            }

            var text = new byte[response.TextLength];
            answers.ReadExactly(text);
            LastWork = TimeSpan.FromMicroseconds(response.Microseconds);
            DicomObject result = response.Status == Ok ? Fetch(response) : throw new RefusedPictureException($"DICOM: {Encoding.UTF8.GetString(text)}");
            memory.Trim(KeptMemory);
            return result;
        }
        catch (Exception e) when (e is IOException or EndOfStreamException or InvalidDataException or ObjectDisposedException)
        {
            failed = true;
            Kill();
            string reason = late ? $"the worker was ended after {request.TimeLimit.TotalSeconds:0.#} s" : $"it brought the worker down{Signal()}";
            throw new RefusedPictureException($"DICOM: {reason}; the file is damaged or hostile");
        }
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
        memory.Dispose();
    }

    private DicomObject Fetch(Response response)
    {
        var records = new byte[response.RecordsLength];
        var pixels = new byte[response.PixelsLength];
        return memory.TryRead((long)response.RecordsOffset, records) && memory.TryRead((long)response.PixelsOffset, pixels) &&
            Parse(records, response, pixels) is { } result ? result : throw new InvalidDataException();
    }

    private string Signal() => process.WaitForExit(1000) && process.ExitCode > 128 ? $" (signal {process.ExitCode - 128})" : "";

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It is gone already.
        }
    }
}
