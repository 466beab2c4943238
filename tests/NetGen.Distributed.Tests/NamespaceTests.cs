using System.Globalization;

using NetGen.Interop.Tests;

using Xunit;

namespace NetGen.Distributed.Tests;

/// <summary>
/// Two machines as far as a network is concerned: namespaces with names of hosts and addresses of their own, joined by a cable. Ranks are started there by the
/// launchers themselves, as they would be by ssh.
/// </summary>
public sealed class NamespaceTests
{
    [NamespaceFact(Launcher.OpenMpi)]
    public void OpenMpiTrainsAcrossAWire()
    {
        using var hosts = new TwoHosts();
        AssertTrained(hosts, hosts.Run(Launcher.OpenMpi, [
            "--allow-run-as-root",
            "--hostfile", hosts.Write("hosts", "{0} slots=1\n{1} slots=1\n"),
            "--mca", "plm_rsh_agent", hosts.Agent,
            "--mca", "btl_tcp_if_include", TwoHosts.Network,
            "--mca", "oob_tcp_if_include", TwoHosts.Network]));
    }

    [NamespaceFact(Launcher.Mpich)]
    public void MpichTrainsAcrossAWire()
    {
        using var hosts = new TwoHosts();
        AssertTrained(hosts, hosts.Run(Launcher.Mpich, ["-f", hosts.Write("hosts", "{0}:1\n{1}:1\n"), "-launcher", "ssh", "-launcher-exec", hosts.Agent]));
    }

    /// <summary>To the bits of two ranks on one machine; and the gradients have gone over the wire: each value twice, there and back.</summary>
    private static void AssertTrained(TwoHosts hosts, ProgramRun run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(2, run.After("rank").Length);
        string hash = Assert.Single(run.After("rank").Select(static rank => rank.Split(' ')[1]).Distinct());
        foreach (string launcher in new[] { Launcher.OpenMpi, Launcher.Mpich }.Where(static program => Tools.ReasonToSkip([program]) is null))
        {
            Assert.Equal(hash, Launcher.Of(launcher).Run(2, "train").After("rank")[0].Split(' ')[1]);
        }

        long gradients = 33L * Ranks.PlainNet.Info.TrainedPackedSize * sizeof(float);
        Assert.InRange(hosts.BytesSent(), gradients, gradients * 2);
    }
}

/// <summary>A test that wants namespaces of the network; skipped, with the reason, where they may not be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NamespaceFactAttribute : FactAttribute
{
    public NamespaceFactAttribute(string launcher) => Skip = Tools.ReasonToSkip([launcher, "unshare"]) ?? TwoHosts.ReasonToSkip.Value;
}

/// <summary>The two hosts and their cable.</summary>
internal sealed class TwoHosts : IDisposable
{
    /// <summary>The network between them.</summary>
    public const string Network = "10.77.0.0/24";

    private const string First = "10.77.0.1";
    private const string Second = "10.77.0.2";

    private static int s_count;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("netgen-hosts-");
    private readonly string _first = Name("a");
    private readonly string _second = Name("b");

    public TwoHosts()
    {
        Directory.CreateDirectory(_directory.FullName);
        Ip("netns", "add", _first);
        Ip("netns", "add", _second);
        Ip("link", "add", "cable", "netns", _first, "type", "veth", "peer", "name", "cable", "netns", _second);
        foreach ((string host, string address) in new[] { (_first, First), (_second, Second) })
        {
            Ip("-n", host, "addr", "add", address + "/24", "dev", "cable");
            Ip("-n", host, "link", "set", "lo", "up");
            Ip("-n", host, "link", "set", "cable", "up");
        }

        AwaitCable(_first);
        AwaitCable(_second);

        // What launchers take for ssh: they give it options, a host and a command.
        Agent = Write("agent", $$"""
            #!/bin/sh
            while [ "${1#-}" != "$1" ]; do shift; done
            case $1 in {0}) host={{_first}};; *) host={{_second}};; esac
            shift
            exec ip netns exec $host unshare --uts sh -c "hostname $host; $*"
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Agent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Null where hosts can be made.</summary>
    public static Lazy<string?> ReasonToSkip { get; } = new(static () =>
    {
        try
        {
            using var hosts = new TwoHosts();
            ProgramRun run = ProgramRun.Of("ip", ["netns", "exec", hosts._first, "unshare", "--uts", "hostname", hosts._first]);
            return run.ExitCode == 0 ? null : $"Hosts of their own are not permitted here: {run.Output.Trim()}";
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"Namespaces of the network are not permitted here: {exception.Message}";
        }
    });

    /// <summary>A program that starts others on a host.</summary>
    public string Agent { get; }

    /// <summary>Writes a file in which {0} and {1} stand for the addresses.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_directory.FullName, name);
        File.WriteAllText(path, text.Replace("{0}", First, StringComparison.Ordinal).Replace("{1}", Second, StringComparison.Ordinal));
        return path;
    }

    /// <summary>Trains on both, started from the first.</summary>
    public ProgramRun Run(string launcher, string[] options) => ProgramRun.Of(
        "ip",
        ["netns", "exec", _first, "unshare", "--uts", "sh", "-c", $"hostname {_first}; exec \"$@\"", "sh", launcher, .. options, "-n", "2", "dotnet",
            Launcher.Ranks, "train"],

        // What carries MPICH's messages would find out that both hosts have one memory.
        ("UCX_TLS", "tcp,self"),
        ("UCX_NET_DEVICES", "cable"));

    /// <summary>Bytes that the first has sent over the cable.</summary>
    public long BytesSent()
        => long.Parse(ProgramRun.Of("ip", ["netns", "exec", _first, "cat", "/sys/class/net/cable/statistics/tx_bytes"]).Output, CultureInfo.InvariantCulture);

    public void Dispose()
    {
        // The cable goes with either end.
        _ = ProgramRun.Of("ip", ["netns", "del", _first]);
        _ = ProgramRun.Of("ip", ["netns", "del", _second]);
        _directory.Delete(recursive: true);
    }

    private static string Name(string host)
        => string.Create(CultureInfo.InvariantCulture, $"netgen-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}{host}");

    /// <summary>A cable carries nothing until the system has noticed that both of its ends are up, and then there is no such device to a library.</summary>
    private static void AwaitCable(string host)
    {
        const int Attempts = 100;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (ProgramRun.Of("ip", ["netns", "exec", host, "cat", "/sys/class/net/cable/operstate"]).Output.Trim() == "up") return;
            Thread.Sleep(100);
        }

        throw new InvalidOperationException("The cable does not come up.");
    }

    private static void Ip(params string[] arguments)
    {
        ProgramRun run = ProgramRun.Of("ip", arguments);
        if (run.ExitCode != 0) throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {run.Output.Trim()}");
    }
}
