using System.Runtime.InteropServices;
using System.Text;

namespace MedClip.Data;

/// <summary>
/// Looks for a native library: at <see cref="NativePaths"/>, then by the system's search. Each failed try keeps its reason.
/// </summary>
/// <param name="candidates">Paths or plain names, in the order of trying.</param>
internal sealed class NativeLibrarySearch(IReadOnlyList<string> candidates)
{
    public static NativeLibrarySearch Default(string name)
    {
        string file = $"lib{name}.so";
        return new NativeLibrarySearch([.. NativePaths.Of(file), file]);
    }

    /// <summary>Loads the first candidate that loads.</summary>
    /// <exception cref="NativeLibraryException">None does.</exception>
    public nint Load()
    {
        var tried = new StringBuilder();
        foreach (string candidate in candidates)
        {
            if (Path.IsPathRooted(candidate) && !File.Exists(candidate))
            {
                tried.Append("\n  ").Append(candidate).Append(": no such file");
                continue;
            }

            try
            {
                return NativeLibrary.Load(candidate);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                tried.Append("\n  ").Append(candidate).Append(": ").Append(e.Message.ReplaceLineEndings(" "));
            }
        }

        throw new NativeLibraryException(
            $"The native imaging library could not be loaded. Tried:{tried}\n" +
            "Build it with ./build.sh build, or set MEDCLIP_NATIVE to its folder; it needs OpenCV (libopencv-imgcodecs), libjpeg-turbo (libturbojpeg0) and libpng.");
    }
}
