using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class ModuleCheckTests
{
    private sealed class Forgetful : nn.Module<Tensor, Tensor>
    {
        public Linear forgotten = nn.Linear(2, 2);
        public Linear[] heads = [nn.Linear(2, 2)];
        public List<Parameter> scales = [nn.Parameter(ones(1))];
        public Dictionary<string, nn.Module> towers = new() { ["image"] = nn.ReLU() };
        public Linear known = nn.Linear(2, 2);
        public ModuleList<Linear> list = nn.ModuleList(nn.Linear(2, 2));
        public int[] sizes = [1, 2];
        public string label = "no part";

        public Forgetful(string name = nameof(Forgetful))
            : base(name)
        {
            register_module("known", known);
            register_module("list", list);
        }

        public override Tensor forward(Tensor input) => known.call(input);
    }

    private sealed class Careful : nn.Module<Tensor, Tensor>
    {
        public Linear[] heads = [nn.Linear(2, 2)];

        public Careful()
            : base(nameof(Careful)) => register_module("head", heads[0]);

        public override Tensor forward(Tensor input) => heads[0].call(input);
    }

    [Fact]
    public void Unregistered_fields_arrays_lists_and_dictionaries_are_named()
    {
        using var module = new Forgetful();
        using Sequential network = nn.Sequential(module);
        IReadOnlyList<UnregisteredComponent> strays = ModuleCheck.FindUnregistered(network);
        strays.Select(stray => stray.Field).ShouldBe(["forgotten", "heads", "scales", "towers"]);
        strays[0].ToString().ShouldBe(
            "Forgetful.forgotten is a Linear that is not registered: it won't be trained, moved or saved. Call RegisterComponents() at the end of the constructor, after the field is set.");
        strays[1].ToString().ShouldContain("Forgetful.heads holds a Linear");
        strays[1].ToString().ShouldContain("ModuleList");
    }

    [Fact]
    public void What_is_registered_by_hand_is_no_stray()
    {
        using var module = new Careful();
        ModuleCheck.FindUnregistered(module).ShouldBeEmpty();
    }

    [Fact]
    public void Listing_the_parameters_warns_once_by_name()
    {
        using var listener = new Listener();
        Trace.Listeners.Add(listener);
        try
        {
            using var module = new Forgetful("Watched");
            _ = module.parameters().Count();
            _ = module.state_dict();
            listener.Of("Watched.").Count().ShouldBe(4);
            listener.Of("Watched.heads").ShouldHaveSingleItem();
        }
        finally
        {
            Trace.Listeners.Remove(listener);
        }
    }

    private sealed class Listener : TraceListener
    {
        private readonly List<string> lines = [];

        public IEnumerable<string> Of(string start)
        {
            lock (lines)
            {
                return [.. lines.Where(line => line.StartsWith(start, StringComparison.Ordinal))];
            }
        }

        public override void Write(string? message)
        {
        }

        public override void WriteLine(string? message)
        {
            lock (lines)
            {
                lines.Add(message ?? "");
            }
        }
    }
}
