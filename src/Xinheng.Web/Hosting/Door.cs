namespace Xinheng.Web.Hosting;

/// <summary>The ways into the platform; which of them a process opens is configuration.</summary>
public enum Door
{
    /// <summary>Anonymous readers, on a database role that can read publication and nothing else.</summary>
    Portal,

    /// <summary>Subjects, about themselves.</summary>
    Me,

    /// <summary>Staff.</summary>
    Workbench,

    /// <summary>Machines.</summary>
    Api,
}

/// <summary>The door a page or endpoint stands behind; closed doors answer as if nothing were there.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BehindAttribute(Door door) : Attribute
{
    public Door Door => door;
}
