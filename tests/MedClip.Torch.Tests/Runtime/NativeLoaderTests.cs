using System.Diagnostics;

namespace MedClip.Torch.Tests;

/// <summary>Loading reports what was tried, and why each path failed.</summary>
public sealed class NativeLoaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-loading").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_missing_library_names_every_path_in_order()
    {
        NativeLoader loader = Loader(libtorch: Path.Combine(folder, "chosen"));
        loader.Load().ShouldNotBe(0);
        loader.Attempts.Select(a => a.Path).Take(3).ShouldBe([
            Path.Combine(folder, "chosen", "libc10.so"),
            Path.Combine(folder, "chosen", "libtorch_cpu.so"),
            Path.Combine(folder, "chosen", "lib", NativeLoader.LibraryName)]);
        loader.Attempts[2].Reason.ShouldContain("does not exist");
    }

    [Fact]
    public void Nothing_found_is_an_exception_with_the_remedy()
    {
        var attempts = new[] { new LoadAttempt("/a/libmedclip_torch.so", "the file does not exist") };
        var error = new TorchLoadException(attempts);
        error.Message.ShouldContain("/a/libmedclip_torch.so: the file does not exist");
        error.Message.ShouldContain("build.sh");
        error.Attempts.ShouldBe(attempts);
    }

    [SkippableFact]
    public void Another_interface_version_names_both()
    {
        Compile("int mt_abi_version(void) { return 77; }");
        NativeLoader loader = Loader();
        loader.Load().ShouldNotBe(0, "the right one comes after it");
        LoadAttempt refused = loader.Attempts.Single(a => a.Path.StartsWith(folder, StringComparison.Ordinal) && a.Path.EndsWith("native/" + NativeLoader.LibraryName, StringComparison.Ordinal));
        refused.Reason.ShouldContain("77");
        refused.Reason.ShouldContain($"speaks {NativeApi.AbiVersion}");
        new TorchLoadException([refused]).Message.ShouldContain("packages of one version");
    }

    [SkippableFact]
    public void A_library_that_is_something_else_is_refused()
    {
        Compile("int something_else(void) { return 1; }");
        NativeLoader loader = Loader();
        loader.Load();
        loader.Attempts.ShouldContain(a => a.Reason.Contains("not a libmedclip_torch", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_missing_transitive_library_is_named_with_the_remedy()
    {
        // Linked against a libtorch_cpu that is gone by the time it is loaded.
        Compile("int torch(void) { return 1; }", Path.Combine(folder, "libtorch_cpu.so.99"), "-Wl,-soname,libtorch_cpu.so.99");
        Compile("int torch(void); int mt_abi_version(void) { return torch(); }", arguments: Path.Combine(folder, "libtorch_cpu.so.99"));
        File.Delete(Path.Combine(folder, "libtorch_cpu.so.99"));
        NativeLoader loader = Loader();
        loader.Load();
        LoadAttempt broken = loader.Attempts.First(a => a.Reason.Contains("libtorch_cpu.so.99", StringComparison.Ordinal));
        broken.Reason.ShouldContain("cannot open shared object file");
        new TorchLoadException([broken]).Message.ShouldContain("apt-get install libtorch-dev");
    }

    [Fact]
    public void A_file_that_is_no_library_says_so()
    {
        string path = Target();
        File.WriteAllText(path, new string('x', 4096));
        NativeLoader loader = Loader();
        loader.Load();
        loader.Attempts.First(a => a.Path == path).Reason.ShouldContain("invalid ELF header");
    }

    [Fact]
    public void A_failure_can_be_tried_again()
    {
        var failing = new NativeLoader(_ => null, [folder]);
        // The system's path may or may not hold the library; beside the tests it does.
        try
        {
            failing.Load();
        }
        catch (TorchLoadException error)
        {
            error.Attempts.ShouldNotBeEmpty();
        }
        Loader().Load().ShouldNotBe(0);
    }

    private NativeLoader Loader(string? libtorch = null) =>
        new(name => name == "MEDCLIP_LIBTORCH" ? libtorch : null, [folder, Path.GetDirectoryName(typeof(TorchRuntime).Assembly.Location)!]);

    private string Target()
    {
        string architecture = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";
        string native = Path.Combine(folder, "runtimes", "linux-" + architecture, "native");
        Directory.CreateDirectory(native);
        return Path.Combine(native, NativeLoader.LibraryName);
    }

    private void Compile(string code, string? output = null, string arguments = "")
    {
        string source = Path.Combine(folder, "source.c");
        File.WriteAllText(source, code);
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("cc", $"-shared -fPIC -o {output ?? Target()} {source} {arguments}") { RedirectStandardError = true })!;
            string errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            compiler.ExitCode.ShouldBe(0, errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Skip.If(true, "there is no C compiler here");
        }
    }
}
