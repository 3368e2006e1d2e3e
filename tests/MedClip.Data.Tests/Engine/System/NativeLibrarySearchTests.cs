namespace MedClip.Data;

public sealed class NativeLibrarySearchTests
{
    [Fact]
    public void Every_path_tried_is_listed_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        string broken = folder.Write("libmedclip_imaging.so", "this is text");
        string message = Should.Throw<NativeLibraryException>(() => new NativeLibrarySearch(["/nowhere/libmedclip_imaging.so", broken, "libmedclip_no_such.so"]).Load()).Message;
        message.ShouldContain("/nowhere/libmedclip_imaging.so: no such file");
        message.ShouldContain(broken + ": ");
        message.ShouldContain("libmedclip_no_such.so: ");
        message.ShouldContain("MEDCLIP_NATIVE");
    }

    [Fact]
    public void A_library_that_is_another_is_told_by_what_it_lacks()
    {
        nint other = System.Runtime.InteropServices.NativeLibrary.Load("libc.so.6");
        Should.Throw<NativeLibraryException>(() => new NativeImaging(other)).Message.ShouldContain("mci_abi_version");
    }

    [Fact]
    public void The_default_search_finds_this_build_and_its_versions() => ImagingEngine.Current.Versions.ShouldStartWith("OpenCV ");
}
