namespace MedClip.Torch.Tests;

public class RendezvousTests
{
    [Fact]
    public void Without_variables_a_process_works_alone() => Read().ShouldBeNull();

    [Fact]
    public void A_world_of_one_is_no_world() => Read(("RANK", "0"), ("WORLD_SIZE", "1")).ShouldBeNull();

    [Fact]
    public void The_variables_of_torchrun_are_read() =>
        Read(("RANK", "3"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "1"), ("MASTER_ADDR", "node7"), ("MASTER_PORT", "1234")).ShouldBe(new Rendezvous(3, 4, 1, "node7", 1234));

    [Fact]
    public void Slurms_variables_stand_in_where_the_master_is_named()
    {
        Read(("SLURM_PROCID", "5"), ("SLURM_NTASKS", "8"), ("SLURM_LOCALID", "1"), ("MASTER_ADDR", "node1")).ShouldBe(new Rendezvous(5, 8, 1, "node1", Rendezvous.DefaultPort));
        Read(("SLURM_PROCID", "0"), ("SLURM_NTASKS", "8")).ShouldBeNull("an interactive allocation is no run of many processes");
    }

    [Theory]
    [InlineData("4", "4", "RANK is '4'; it must be a whole number from 0 to 3")]
    [InlineData("x", "4", "RANK is 'x'")]
    [InlineData("0", "-1", "WORLD_SIZE is '-1'")]
    [InlineData("", "2", "RANK is not set")]
    public void A_variable_that_is_wrong_is_named(string rank, string size, string message) =>
        Should.Throw<DistributedException>(() => Read(("RANK", rank), ("WORLD_SIZE", size), ("MASTER_ADDR", "a"))).Message.ShouldContain(message);

    [Fact]
    public void A_missing_master_is_asked_for() =>
        Should.Throw<DistributedException>(() => Read(("RANK", "0"), ("WORLD_SIZE", "2"))).Message.ShouldContain("MASTER_ADDR is not set");

    private static Rendezvous? Read(params (string Name, string Value)[] variables) =>
        Rendezvous.FromEnvironment(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
