using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MedClip.Cli;

/// <summary>Standard output and standard error as plain text writers.</summary>
internal static class StandardStreams
{
    public static TextWriter Output() => Writer(1, Console.IsOutputRedirected, Console.OpenStandardOutput);

    public static TextWriter Error() => Writer(2, Console.IsErrorRedirected, Console.OpenStandardError);

    // On a Unix terminal, .NET's own console streams first switch the keypad's mode: an escape sequence that nobody asked for. Files need
    // the console's streams, which write at the place that the two of them share.
    private static TextWriter Writer(int descriptor, bool isRedirected, Func<Stream> open)
    {
        Stream stream = OperatingSystem.IsWindows() || isRedirected
            ? open()
            : new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
    }
}
