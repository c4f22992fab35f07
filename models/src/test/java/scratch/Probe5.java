package studio.likeness.models.face.profile;
import java.nio.file.*; import java.util.*;
import studio.likeness.models.media.*;
public class Probe5 {
  public static void main(String[] a) throws Exception {
    for (var n : a) { var p=FaceProfile.read(Path.of(n)); var m=new Moments();
      try (var r=MediaReader.open(p.picture(),48000)) { for(int i=0;i<p.frames();i++){ var b=p.boxes().get(i); m.add(r.nextPicture().get(), new studio.likeness.models.face.find.FoundFace(b.left(),b.top(),b.right(),b.bottom(),1,List.of()), p.points().get(i)); } }
      double[] ch=new double[p.frames()-1]; for(int i=0;i<ch.length;i++) ch[i]=m.unlike(i,i+1); Arrays.sort(ch); System.out.printf("%s p10 %.2f p50 %.2f p90 %.2f max %.2f%n",n,ch[ch.length/10],ch[ch.length/2],ch[ch.length*9/10],ch[ch.length-1]);
      for (double share : new double[]{0.25,0.4,0.6,0.8}) { double best=1e9,b2=1e9; int bf=0,bt=0; for(int f=0;f<p.frames();f++) for(int t=f+Math.max(50,(int)(share*p.frames()));t<=p.frames();t++){ double j=m.unlike(t-1,f); if(j<best){best=j;bf=f;bt=t;} if(t<p.frames()) b2=Math.min(b2,Math.max(j,m.unlike(t,f))); } System.out.printf("  share %.2f best jump %.2f (%d..%d) with next %.2f%n",share,best,bf,bt,b2);} }
  }
}
